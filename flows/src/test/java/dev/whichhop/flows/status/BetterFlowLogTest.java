package dev.whichhop.flows.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.model.evidence.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class BetterFlowLogTest {

  @Test
  void keepsTheFieldsOfTheLogBehindThoseOfTheDefaultFormat() {
    assertThat(BetterFlowLog.create(log("vpc-1", "s3", "arn:aws:s3:::bucket")))
        .startsWith(
            "aws ec2 create-flow-logs --resource-type VPC --resource-ids vpc-1 --traffic-type ALL"
                + " --max-aggregation-interval 60 --log-destination-type s3 --log-destination"
                + " arn:aws:s3:::bucket --log-format '${version} ${account-id} ${interface-id}"
                + " ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes}"
                + " ${start} ${end} ${action} ${log-status} ${vpc-id} ");
  }

  /** The command is copied into a shell, and the identifiers come from a file. */
  @Test
  void noIdentifierIsMoreThanOneWord() {
    assertThat(BetterFlowLog.create(log("vpc-1; touch /tmp/x #", "s3", "it's")))
        .contains(" --resource-ids 'vpc-1; touch /tmp/x #' ", " --log-destination 'it'\\''s' ");
  }

  @Test
  void anEmptyWordStaysAWord() {
    assertThat(BetterFlowLog.create(log("vpc-1", "", "")))
        .contains(" --log-destination-type '' --log-destination '' --log-format ");
  }

  private static FlowLogDescription log(String resource, String type, String destination) {
    return new FlowLogDescription(
        "fl-1",
        resource,
        true,
        false,
        "",
        "",
        "ALL",
        type,
        destination,
        List.of("version", "srcaddr", "vpc-id"),
        600,
        new Place("logs.json", 1, ""));
  }
}
