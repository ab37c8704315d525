package dev.whichhop.diagnosis.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CidrTest {

  @Test
  void tellsAddressesInsideFromThoseOutside() {
    assertThat(Cidr.contains("10.40.0.0/16", "10.40.255.1")).isTrue();
    assertThat(Cidr.contains("10.40.0.0/16", "10.41.0.1")).isFalse();
    assertThat(Cidr.contains("10.40.3.128/25", "10.40.3.127")).isFalse();
    assertThat(Cidr.contains("0.0.0.0/0", "192.0.2.1")).isTrue();
    assertThat(Cidr.contains("2001:db8::/32", "2001:db8:1::7")).isTrue();
    assertThat(Cidr.contains("2001:db8::/32", "10.0.0.1")).isFalse();
  }

  @Test
  void whatIsNoNetworkContainsNothing() {
    assertThat(Cidr.contains("10.40.0.0/x", "10.40.0.1")).isFalse();
    assertThat(Cidr.contains("harbor.example", "10.40.0.1")).isFalse();
    assertThat(Cidr.contains("10.40.0.0/16", "999.1.1.1")).isFalse();
    assertThat(Cidr.contains("", "")).isFalse();
  }

  @Test
  void namesAreNoAddresses() {
    assertThat(Cidr.isAddress("10.0.0.1")).isTrue();
    assertThat(Cidr.isAddress("fd00::1")).isTrue();
    assertThat(Cidr.isAddress("worker-1")).isFalse();
    assertThat(Cidr.isAddress("1.2.3")).isFalse();
    assertThat(Cidr.isAddress("dead.beef.example")).isFalse();
  }
}
