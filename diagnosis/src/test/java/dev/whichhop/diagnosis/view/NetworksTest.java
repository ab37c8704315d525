package dev.whichhop.diagnosis.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NetworksTest {

  @Test
  void tellsAddressesInsideFromThoseOutside() {
    assertThat(Networks.contains("10.40.0.0/16", "10.40.255.1")).isTrue();
    assertThat(Networks.contains("10.40.0.0/16", "10.41.0.1")).isFalse();
    assertThat(Networks.contains("10.40.3.128/25", "10.40.3.127")).isFalse();
    assertThat(Networks.contains("0.0.0.0/0", "192.0.2.1")).isTrue();
    assertThat(Networks.contains("2001:db8::/32", "2001:db8:1::7")).isTrue();
    assertThat(Networks.contains("2001:db8::/32", "10.0.0.1")).isFalse();
  }

  @Test
  void whatIsNoNetworkContainsNothing() {
    assertThat(Networks.contains("10.40.0.0/x", "10.40.0.1")).isFalse();
    assertThat(Networks.contains("harbor.example", "10.40.0.1")).isFalse();
    assertThat(Networks.contains("10.40.0.0/16", "999.1.1.1")).isFalse();
    assertThat(Networks.contains("", "")).isFalse();
  }

  @Test
  void namesAreNoAddresses() {
    assertThat(Networks.isAddress("10.0.0.1")).isTrue();
    assertThat(Networks.isAddress("fd00::1")).isTrue();
    assertThat(Networks.isAddress("worker-1")).isFalse();
    assertThat(Networks.isAddress("1.2.3")).isFalse();
    assertThat(Networks.isAddress("dead.beef.example")).isFalse();
  }
}
