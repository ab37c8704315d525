package dev.whichhop.flows.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whichhop.model.network.Cidr;
import dev.whichhop.model.network.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RangesTest {

  @Test
  void theLongestPrefixOwnsAnAddress() {
    Ranges ranges =
        Ranges.parse(
            "all 10.0.0.0/8\npods 10.1.0.0/16 # secondary\none 10.1.2.3\nv6 2001:db8::/32", "f");
    assertThat(name(ranges, "10.0.0.1")).isEqualTo("all");
    assertThat(name(ranges, "10.1.2.2")).isEqualTo("pods");
    assertThat(name(ranges, "10.1.2.3")).isEqualTo("one");
    assertThat(name(ranges, "10.1.2.4")).isEqualTo("pods");
    assertThat(name(ranges, "10.255.255.255")).isEqualTo("all");
    assertThat(name(ranges, "11.0.0.0")).isEqualTo("-");
    assertThat(name(ranges, "2001:db8:ffff::1")).isEqualTo("v6");
  }

  @Test
  void namesMayStandOnEitherSideAndBeMissing() {
    Ranges ranges = Ranges.parse("10.0.0.0/16 a\nb 10.1.0.0/16,10.2.0.0/16", "f");
    assertThat(ranges.size()).isEqualTo(2);
    assertThat(name(ranges, "10.2.0.1")).isEqualTo("b");
    assertThat(Ranges.parse("10.0.0.0/16,10.1.0.0/16", "--from").name(1)).isEqualTo("10.1.0.0/16");
  }

  @Test
  void saysWhatItExpected() {
    assertThatThrownBy(() -> Ranges.parse("a 10.0.0.0/16\nb 10.0.0.0/33", "vpc.txt"))
        .hasMessage(
            "vpc.txt:2: expected networks such as 10.0.0.0/16 and at most one name, found"
                + " \"b 10.0.0.0/33\"");
    assertThatThrownBy(() -> Ranges.parse("# none\n", "vpc.txt"))
        .hasMessageContaining("found none");
  }

  @Test
  void aNetworkHasOneName() {
    assertThatThrownBy(() -> Ranges.parse("a 10.0.0.0/16\nb 10.1.0.0/16 10.0.0.0/16", "vpc.txt"))
        .isInstanceOf(WrongRanges.class)
        .hasMessage("vpc.txt:2: expected one name for 10.0.0.0/16, found \"a\" and \"b\"");
    assertThat(Ranges.parse("a 10.0.0.0/16\na 10.0.0.0/16", "vpc.txt").size()).isEqualTo(1);
  }

  /** Against a plain search through all prefixes. */
  @Test
  void agreesWithASearchThroughAll() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      List<Cidr> cidrs = new ArrayList<>();
      StringBuilder text = new StringBuilder("0.0.0.0/0\n");
      cidrs.add(Cidr.parse("0.0.0.0/0").orElseThrow());
      for (int i = 0; i < 30; i++) {
        Cidr cidr =
            random.nextBoolean()
                ? new Cidr(IpAddress.ofIpv4(random.nextInt(1 << 12) << 20), 96 + random.nextInt(13))
                : new Cidr(new IpAddress(random.nextLong(16) << 60, 0), random.nextInt(66));
        cidrs.add(cidr);
        text.append(cidr).append('\n');
      }
      Ranges ranges = Ranges.parse(text.toString(), "f");
      for (int i = 0; i < 200; i++) {
        IpAddress address =
            random.nextBoolean()
                ? IpAddress.ofIpv4(random.nextInt())
                : new IpAddress(random.nextLong(), random.nextLong());
        String expected = "-";
        int longest = -1;
        for (Cidr cidr : cidrs) {
          if (cidr.contains(address) && cidr.bits() > longest) {
            longest = cidr.bits();
            expected = cidr.toString();
          }
        }
        assertThat(name(ranges, address.toString())).isEqualTo(expected);
      }
    }
  }

  private static String name(Ranges ranges, String address) {
    int number = ranges.find(IpAddress.parse(address).orElseThrow());
    return number < 0 ? "-" : ranges.name(number);
  }
}
