package dev.whichhop.flows.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whichhop.records.flowlog.FlowLogFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FilterPatternTest {
  private static final FlowLogFormat DEFAULT = FlowLogFormat.ofDefault();

  /** The form of AWS' own example for refused SSH, and of flowlogs-reader's default. */
  @Test
  void namesEachFieldInItsOrder() throws CannotAlarm {
    assertThat(FilterPattern.of(DEFAULT).is("action", "REJECT").is("dstport", "22").text())
        .isEqualTo(
            "[version, account_id, interface_id, srcaddr, dstaddr, srcport, dstport = \"22\","
                + " protocol, packets, bytes, start, end, action = \"REJECT\", log_status]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "10.0.0.0/8 ; srcaddr = 10.*",
        "10.1.0.0/16 ; srcaddr = 10.1.*",
        "10.1.2.0/24 ; srcaddr = 10.1.2.*",
        "10.1.2.3 ; srcaddr = \"10.1.2.3\"",
        "10.1.2.4/31 ; srcaddr = \"10.1.2.4\" || srcaddr = \"10.1.2.5\"",
        "172.16.0.0/14 ; srcaddr = 172.16.* || srcaddr = 172.17.* || srcaddr = 172.18.* ||"
            + " srcaddr = 172.19.*",
        "2001:db8::7 ; srcaddr = \"2001:db8::7\"",
        "0.0.0.0/0 ; srcaddr = *.*.*.*"
      })
  void comparesAddressesAsText(String network, String term) throws CannotAlarm {
    assertThat(FilterPattern.of(DEFAULT).in("srcaddr", network).text())
        .contains(", " + term + ", dstaddr");
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.0/10, 64 alternatives", "2001:db8::/32, shortened", "shop, no network"})
  void refusesWhatTextCannotSay(String network, String reason) {
    assertThatThrownBy(() -> FilterPattern.of(DEFAULT).in("srcaddr", network))
        .isInstanceOf(CannotAlarm.class)
        .hasMessageContaining(reason);
  }

  @Test
  void refusesAFieldThatTheFormatLacks() {
    FlowLogFormat format = FlowLogFormat.ofNames("${srcaddr} ${dstaddr} ${action}").orElseThrow();
    assertThatThrownBy(() -> FilterPattern.of(format).is("log-status", "SKIPDATA").text())
        .isInstanceOf(CannotAlarm.class)
        .hasMessageContaining("log-status");
  }
}
