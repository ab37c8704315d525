package dev.whichhop.flows.empty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.flows.conversation.AddressFilter;
import dev.whichhop.flows.conversation.Conversations;
import dev.whichhop.flows.conversation.FlowBudget;
import dev.whichhop.flows.conversation.FlowGathering;
import dev.whichhop.flows.input.FileSummary;
import dev.whichhop.flows.input.FlowScan;
import dev.whichhop.flows.input.Formats;
import dev.whichhop.flows.input.Interval;
import dev.whichhop.flows.input.ParquetFiles;
import dev.whichhop.flows.input.Samples;
import dev.whichhop.flows.network.Network;
import dev.whichhop.flows.status.FlowLogDescription;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.network.IpAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhyEmptyTest {
  private static final Place PLACE = Place.file("test.json");
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  /** One record is lost in the first minute after {@code NOON}. */
  private static final String RECORDS =
      "interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action"
          + " log-status\n"
          + "eni-a 10.0.0.9 10.0.0.8 40000 443 6 1 40 1772452800 1772452860 ACCEPT OK\n"
          + "eni-a - - - - - - - 1772452800 1772452860 - SKIPDATA\n";

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T12:00:30Z, 2026-03-02T12:10:00Z, FOUND",
    "2026-03-02T11:00:00Z, 2026-03-02T11:59:59Z, ABSENT",
    "2026-03-13T00:00:00Z, 2026-03-13T01:00:00Z, ABSENT"
  })
  void flowsAreLostOnlyAtTheTimeThatIsAskedAbout(
      Instant from, Instant to, EmptyFinding.State expected) {
    EmptyQuestion question = new EmptyQuestion(List.of(), new Interval(from, to), "", "", NOON);
    assertThat(decide(EmptyReason.FLOWS_LOST, question, List.of()).state()).isEqualTo(expected);
  }

  @Test
  void theFlowLogIsOffWhenNoneIsActive() {
    FlowLogDescription on = log("fl-1", "vpc-1", true, "ALL");
    FlowLogDescription off = log("fl-2", "vpc-1", false, "ALL");
    assertThat(decide(EmptyReason.FLOW_LOG_OFF, asking(""), List.of(on, off)).state())
        .isEqualTo(EmptyFinding.State.ABSENT);
    assertThat(decide(EmptyReason.FLOW_LOG_OFF, asking(""), List.of(off)).values())
        .containsEntry("logs", "fl-2");
    assertThat(decide(EmptyReason.FLOW_LOG_OFF, asking(""), List.of()).values())
        .containsEntry("logs", "-");
  }

  @Test
  void aPartIsLoggedWhenNoOtherLogOfTheResourceTakesTheRest() {
    FlowLogDescription accepted = log("fl-1", "vpc-1", true, "ACCEPT");
    assertThat(part(accepted, log("fl-2", "vpc-2", true, "ALL")))
        .isEqualTo(EmptyFinding.State.FOUND);
    assertThat(part(accepted, log("fl-2", "vpc-1", false, "ALL")))
        .isEqualTo(EmptyFinding.State.FOUND);
    assertThat(part(accepted, log("fl-2", "vpc-1", true, "ALL")))
        .isEqualTo(EmptyFinding.State.ABSENT);
    assertThat(part(accepted, log("fl-2", "vpc-1", true, "REJECT")))
        .isEqualTo(EmptyFinding.State.ABSENT);
  }

  private static EmptyFinding.State part(FlowLogDescription... logs) {
    return decide(EmptyReason.ONLY_PART_LOGGED, asking(""), List.of(logs)).state();
  }

  @Test
  void aQueryThatCannotBeReadSaysNothingOfFields() {
    EmptyFinding broken = decide(EmptyReason.WRONG_FIELD, asking("filter action = "), List.of());
    assertThat(broken.state()).isEqualTo(EmptyFinding.State.BLIND);
    assertThat(broken.needed()).isEqualTo(Needed.RUNNABLE_QUERY);
    assertThat(decide(EmptyReason.WRONG_FIELD, asking("filter srcPrt = 1"), List.of()).values())
        .containsEntry("near", "srcPort");
  }

  /** The VPC is 10.0.0.0/16 and, added later, 10.1.0.0/16; its subnet is 10.0.4.0/24. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.169.123",
        "169.254.169.253",
        "fd00:ec2::253",
        "169.254.169.250",
        "169.254.169.251",
        "fd00:ec2::250",
        "10.0.0.2",
        "10.0.4.1"
      })
  void someTrafficIsNeverLogged(String address) {
    assertThat(neverLogged(address)).isEqualTo(EmptyFinding.State.FOUND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.4.2", "10.0.0.1", "10.1.0.2", "169.254.169.1"})
  void otherTrafficIs(String address) {
    assertThat(neverLogged(address)).isEqualTo(EmptyFinding.State.ABSENT);
  }

  private static EmptyFinding.State neverLogged(String address) {
    List<IpAddress> addresses = List.of(IpAddress.parse(address).orElseThrow());
    EmptyQuestion question = new EmptyQuestion(addresses, Interval.ALWAYS, "", "", NOON);
    return decide(EmptyReason.NEVER_LOGGED, question, List.of()).state();
  }

  private static EmptyQuestion asking(String query) {
    return new EmptyQuestion(List.of(), Interval.ALWAYS, "", query, NOON);
  }

  private static EmptyFinding decide(
      EmptyReason reason, EmptyQuestion question, List<FlowLogDescription> logs) {
    FlowScan.Result<FlowGathering> scanned =
        FlowScan.read(
            List.of(Samples.file("records.log", RECORDS)),
            Formats.NONE,
            Interval.ALWAYS,
            ParquetFiles.NONE,
            1,
            () -> new FlowGathering(AddressFilter.ALL, new FlowBudget(1000)));
    List<FileSummary> files = scanned.files();
    EmptyEvidence evidence =
        new EmptyEvidence(true, logs, files, Conversations.of(scanned.visitors()), network());
    return WhyEmpty.decide(question, evidence).stream()
        .filter(one -> one.reason() == reason)
        .findFirst()
        .orElseThrow();
  }

  private static FlowLogDescription log(
      String id, String resource, boolean active, String trafficType) {
    return new FlowLogDescription(
        id, resource, active, false, "", "", trafficType, "s3", "arn", List.of(), 600, PLACE);
  }

  private static Network network() {
    BundleBuilder bundle = new BundleBuilder();
    Node primary = mapping("CidrBlock", text("10.0.0.0/16"));
    Node later = mapping("CidrBlock", text("10.1.0.0/16"));
    bundle.addAws(
        "Vpcs",
        mapping(
            "VpcId",
            text("vpc-1"),
            "CidrBlock",
            text("10.0.0.0/16"),
            "CidrBlockAssociationSet",
            new Node.Sequence(PLACE, List.of(primary, later))));
    bundle.addAws(
        "Subnets", mapping("SubnetId", text("subnet-1"), "CidrBlock", text("10.0.4.0/24")));
    return Network.of(bundle.build());
  }

  private static Node text(String value) {
    return new Node.Scalar(PLACE, value);
  }

  private static Node mapping(Object... namesAndNodes) {
    Map<String, Node> entries = new LinkedHashMap<>();
    for (int i = 0; i < namesAndNodes.length; i += 2) {
      entries.put((String) namesAndNodes[i], (Node) namesAndNodes[i + 1]);
    }
    return new Node.Mapping(PLACE, entries);
  }
}
