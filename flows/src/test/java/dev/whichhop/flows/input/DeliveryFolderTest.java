package dev.whichhop.flows.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders as the VPC guide lays them out ("Flow log files"), asked for two hours of one day. */
final class DeliveryFolderTest {
  private static final Interval MORNING =
      new Interval(Instant.parse("2026-03-02T08:00:00Z"), Instant.parse("2026-03-02T10:00:00Z"));

  private static final String PLAIN = "AWSLogs/123456789010/vpcflowlogs/eu-west-1/";
  private static final String HIVE =
      "AWSLogs/aws-account-id=123456789010/aws-service=vpcflowlogs/aws-region=eu-west-1/";

  @ParameterizedTest
  @CsvSource({
    "2025/, year=2025/, true",
    "2026/, year=2026/, false",
    "2026/02/, year=2026/month=02/, true",
    "2026/03/, year=2026/month=03/, false",
    "2026/03/01/, year=2026/month=03/day=01/, true",
    "2026/03/02/, year=2026/month=03/day=02/, false",
    "2026/03/02/06/, year=2026/month=03/day=02/hour=06/, true",
    "2026/03/02/07/, year=2026/month=03/day=02/hour=07/, false",
    "2026/03/02/09/, year=2026/month=03/day=02/hour=09/, false",
    "2026/03/02/10/, year=2026/month=03/day=02/hour=10/, false",
    "2026/03/02/11/, year=2026/month=03/day=02/hour=11/, true",
    "2026/13/, year=2026/month=13/, false",
  })
  void theNameTellsTheTime(String plain, String hive, boolean outside) {
    for (String before : new String[] {"", "team/logs/"}) {
      assertThat(DeliveryFolder.isOutside(before + PLAIN + plain, MORNING)).isEqualTo(outside);
      assertThat(DeliveryFolder.isOutside(before + HIVE + hive, MORNING)).isEqualTo(outside);
    }
    assertThat(DeliveryFolder.isOutside(PLAIN + plain, Interval.ALWAYS)).isFalse();
  }

  /** A record that began before midnight is written after it, and late files come late. */
  @Test
  void theDayOfTheDeliveryIsNotThatOfTheRecord() {
    Instant midnight = Instant.parse("2026-03-02T00:00:00Z");
    Interval before = new Interval(midnight.minusSeconds(600), midnight.minusSeconds(1));
    assertThat(DeliveryFolder.isOutside(PLAIN + "2026/03/02/", before)).isFalse();
    assertThat(DeliveryFolder.isOutside(PLAIN + "2026/03/02/01/", before)).isTrue();
  }

  @Test
  void otherFoldersAreOfAnyTime() {
    for (String other :
        new String[] {
          "2020/01/01/",
          "AWSLogs/",
          "AWSLogs/1/vpcflowlogs/eu-west-1/",
          "AWSLogs/1/elasticloadbalancing/eu-west-1/2020/01/01/",
          "AWSLogs/1/vpcflowlogs/eu-west-1/year/"
        }) {
      assertThat(DeliveryFolder.isOutside(other, MORNING)).as(other).isFalse();
    }
  }
}
