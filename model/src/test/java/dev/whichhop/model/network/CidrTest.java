package dev.whichhop.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/16, 10.0.255.255, true",
    "10.0.0.0/16, 10.1.0.0, false",
    "10.0.0.7/16, 10.0.9.9, true",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "::/0, 2001:db8::1, true",
    "::/0, 10.0.0.1, false",
    "::/0, ::ffff:10.0.0.1, false",
    "::/0, 203.0.113.9, false",
    "::/80, 203.0.113.9, false",
    "2001:db8::/65, 2001:db8::7fff:ffff:ffff:ffff, true",
    "2001:db8::/65, 2001:db8::8000:0:0:0, false",
    "10.0.0.1, 10.0.0.1, true",
    "10.0.0.1/32, 10.0.0.2, false",
  })
  void containsItsAddresses(String network, String address, boolean within) {
    Cidr cidr = Cidr.parse(network).orElseThrow();
    assertThat(cidr.contains(IpAddress.parse(address).orElseThrow())).isEqualTo(within);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0/8", "10.0.0.0/", "::/129", "10.0.0.0/-1", "a"})
  void refusesWhatIsNone(String text) {
    assertThat(Cidr.parse(text)).isEmpty();
  }

  @Test
  void isWrittenWithItsFirstAddress() {
    assertThat(Cidr.parse("10.0.0.7/16")).map(Cidr::toString).contains("10.0.0.0/16");
    assertThat(Cidr.parse("2001:db8::5/32")).map(Cidr::toString).contains("2001:db8::/32");
    assertThat(Cidr.parse("0.0.0.0/0")).map(Cidr::toString).contains("0.0.0.0/0");
  }

  @Test
  void knowsNetworksWithinIt() {
    Cidr wide = Cidr.parse("10.0.0.0/8").orElseThrow();
    Cidr narrow = Cidr.parse("10.3.0.0/16").orElseThrow();
    assertThat(wide.contains(narrow)).isTrue();
    assertThat(narrow.contains(wide)).isFalse();
  }

  @Test
  void overlapsWhatItContainsAndWhatContainsIt() {
    Cidr wide = Cidr.parse("10.0.0.0/8").orElseThrow();
    Cidr narrow = Cidr.parse("10.3.0.0/16").orElseThrow();
    assertThat(wide.overlaps(narrow)).isTrue();
    assertThat(narrow.overlaps(wide)).isTrue();
    assertThat(narrow.overlaps(Cidr.parse("10.4.0.0/16").orElseThrow())).isFalse();
    assertThat(Cidr.parse("::/0").orElseThrow().overlaps(wide)).isFalse();
  }
}
