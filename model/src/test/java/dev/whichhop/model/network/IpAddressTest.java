package dev.whichhop.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected spellings are those of RFC 5952, section 4. */
class IpAddressTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1",
    "255.255.255.255, 255.255.255.255",
    "2001:0db8:0000:0000:0000:0000:0002:0001, 2001:db8::2:1",
    "2001:DB8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "::, ::",
    "::1, ::1",
    "fe80::, fe80::",
    "::ffff:192.0.2.1, 192.0.2.1",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
  })
  void hasOneSpelling(String written, String canonical) {
    assertThat(IpAddress.parse(written)).map(IpAddress::toString).contains(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "10.0.0",
        "10.0.0.256",
        "10.0.0.1.2",
        "1...2.3",
        "10.0.0.0001",
        ":",
        ":1",
        "1:",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        "12345::",
        "g::",
        "10.0.0.1:80",
        "1:2:3:4:5:6:7:8::",
        ":::",
        "1:2:3:4:5:6:7:10.0.0.1"
      })
  void refusesWhatIsNone(String text) {
    assertThat(IpAddress.parse(text)).isEmpty();
  }

  @Test
  void agreesWithTheJdkOnRandomAddresses() throws UnknownHostException {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int group = 0; group < 8; group++) {
        int value = random.nextInt(3) == 0 ? random.nextInt(0x10000) : 0;
        text.append(group == 0 ? "" : ":").append(Integer.toHexString(value));
      }
      IpAddress address = IpAddress.parse(text.toString()).orElseThrow();
      assertThat(IpAddress.parse(address.toString())).contains(address);
      assertThat(InetAddress.getByName(address.toString()))
          .isEqualTo(InetAddress.getByName(text.toString()));
    }
  }
}
