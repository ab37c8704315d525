package dev.whichhop.evidence.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.evidence.Problems;
import dev.whichhop.model.evidence.AttributeSet;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Coverage;
import dev.whichhop.model.evidence.FlowRecord;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.MetricSeries;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AwsShapeTest {
  private static final String TARGET_GROUP =
      "arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067";

  @Test
  void readsTargetHealthAndInstances() throws IOException {
    Bundle bundle = Fixtures.bundle("aws/target-health.json", "aws/instances.json");

    assertThat(bundle.aws("TargetHealthDescriptions"))
        .singleElement()
        .satisfies(target ->
            assertThat(target.at("TargetHealth", "Reason").textOrEmpty())
                .isEqualTo("Target.Timeout"));
    assertThat(bundle.aws("Instances").getFirst().get("InstanceId").textOrEmpty())
        .isEqualTo("i-1234567890abcdef0");
    assertThat(bundle.coverage()).extracting(Coverage::subject).contains("Reservations");
  }

  @Test
  void tellsAttributesOfBalancersFromThoseOfTargetGroups() throws IOException {
    Bundle bundle =
        Fixtures.bundle(
            "aws/load-balancer-attributes.json",
            "aws/target-group-attributes.json",
            "aws/target-groups.json");

    assertThat(bundle.awsAttributes())
        .extracting(AttributeSet::kind)
        .containsExactly(AttributeSet.Kind.LOAD_BALANCER, AttributeSet.Kind.TARGET_GROUP);
    AttributeSet group = bundle.awsAttributes().getLast();
    assertThat(group.owner()).isEqualTo(TARGET_GROUP);
    assertThat(group.value("proxy_protocol_v2.enabled")).contains("false");
  }

  @Test
  void takesTheOwnerFromTheCommand() throws IOException {
    Bundle bundle =
        Fixtures.text(
            "a.json",
            "aws elbv2 describe-listener-attributes --listener-arn 'arn:aws:x:listener/net/a/1/2'",
            "{\"Attributes\": [{\"Key\": \"tcp.idle_timeout.seconds\", \"Value\": \"350\"}]}",
            new Problems());

    AttributeSet set = bundle.awsAttributes().getFirst();
    assertThat(set.kind()).isEqualTo(AttributeSet.Kind.LISTENER);
    assertThat(set.owner()).isEqualTo("arn:aws:x:listener/net/a/1/2");
  }

  @Test
  void decidesOnCrossZoneByItsValue() throws IOException {
    assertThat(crossZone("use_load_balancer_configuration"))
        .isEqualTo(AttributeSet.Kind.TARGET_GROUP);
    assertThat(crossZone("true")).isEqualTo(AttributeSet.Kind.LOAD_BALANCER);
  }

  private static AttributeSet.Kind crossZone(String value) throws IOException {
    String document =
        "{\"Attributes\": [{\"Key\": \"load_balancing.cross_zone.enabled\", \"Value\": \"%s\"}]}";
    return Fixtures.text(document.formatted(value)).awsAttributes().getFirst().kind();
  }

  @Test
  void knowsElementsThatAQueryLeftWithoutTheirKey() throws IOException {
    Bundle bundle =
        Fixtures.text("[{\"TargetGroupArn\": \"arn:aws:x\", \"TargetGroupName\": \"a\"}]");
    assertThat(bundle.aws("TargetGroups")).hasSize(1);
  }

  @Test
  void ordersMetricsByTime() throws IOException {
    Bundle bundle = Fixtures.bundle("aws/metric-statistics.json", "aws/metric-data.json");

    MetricSeries statistics = bundle.metrics().getFirst();
    assertThat(statistics.name()).isEqualTo("CPUUtilization");
    assertThat(statistics.labels())
        .contains(Map.entry("stat", "Maximum"), Map.entry("unit", "Percent"));
    assertThat(statistics.points().getFirst().time())
        .isEqualTo(Instant.parse("2014-04-08T23:18:00Z"));
    assertThat(statistics.max()).isEqualTo(76.84);
    assertThat(bundle.metrics().getLast().name()).isEqualTo("Avg Total IOPS");
    assertThat(bundle.metrics().getLast().last()).isEqualTo(96.85);
  }

  @Test
  void findsTheMetricInALabel() throws IOException {
    MetricSeries series =
        Fixtures.text(
                """
                {"MetricDataResults": [{"Id": "m1", "Label": "net/a/1 TCP_ELB_Reset_Count Sum",
                  "Timestamps": ["2026-01-01T00:01:00+00:00", "2026-01-01T00:00:00+00:00"],
                  "Values": [2.0, 1.0]}]}
                """)
            .metrics()
            .getFirst();

    assertThat(series.name()).isEqualTo("TCP_ELB_Reset_Count");
    assertThat(series.labels()).containsEntry("stat", "Sum");
    assertThat(series.last()).isEqualTo(2.0);
  }

  @Test
  void readsTheRequestOfATrailEvent() throws IOException {
    Bundle bundle = Fixtures.bundle("aws/lookup-events.json");
    assertThat(bundle.aws("CloudTrailEvents").getFirst().get("eventTime").textOrEmpty())
        .isEqualTo("2016-01-26T21:42:12Z");
  }

  @Test
  void readsLogEventsAsLines() throws IOException {
    Bundle bundle = Fixtures.bundle("aws/log-events.json");
    assertThat(bundle.logs())
        .extracting(LogRecord::message)
        .containsExactly("Example Event 1", "Example Event 1", "Example Event 2");
  }

  @Test
  void readsFlowRecordsOfASubscription() throws IOException {
    Bundle bundle = Fixtures.bundle("aws/flow-subscription.json");
    assertThat(bundle.flowRecords())
        .extracting(FlowRecord::action)
        .containsExactly("ACCEPT", "REJECT");
  }

  @Test
  void readsFlowRecordsInTheFormatOfTheirDescription() throws IOException {
    Bundle bundle =
        Fixtures.bundle("aws/flow-logs-custom.json", "aws/flow-subscription-custom.json");
    assertThat(bundle.flowRecords())
        .extracting(FlowRecord::destinationAddress)
        .containsExactly("172.31.16.21", "172.31.9.12");
  }

  @Test
  void readsMessagesAndRowsOfInsights() throws IOException {
    Bundle messages =
        Fixtures.text(
            """
            {"status": "Complete", "statistics": {}, "results": [[
              {"field": "@timestamp", "value": "2026-01-01 00:00:00.000"},
              {"field": "@message", "value": "2 123456789010 eni-1 10.0.0.1 10.0.0.2 1 22 6 1 40 1418530010 1418530070 REJECT OK"},
              {"field": "@ptr", "value": "x"}]]}
            """);
    assertThat(messages.flowRecords()).singleElement().matches(FlowRecord::rejected);

    Bundle rows =
        Fixtures.text(
            """
            {"status": "Complete", "statistics": {}, "results": [[
              {"field": "srcAddr", "value": "10.0.0.1"}, {"field": "rejects", "value": "12"}]]}
            """);
    assertThat(rows.tables("insights").getFirst().rows().getFirst().cell("rejects"))
        .isEqualTo("12");
  }

  @Test
  void takesTheRouteTableOfTransitGatewayRoutesFromTheFileName() throws IOException {
    Bundle bundle = Fixtures.bundle("aws/tgw-rtb-0a823edbdeEXAMPLE.json");

    assertThat(bundle.aws("TransitGatewayRoutes"))
        .singleElement()
        .satisfies(answer -> {
          assertThat(answer.get("TransitGatewayRouteTableId").textOrEmpty())
              .isEqualTo("tgw-rtb-0a823edbdeEXAMPLE");
          assertThat(answer.get("Routes").items()).hasSize(2);
        });
  }

  @Test
  void takesThePrefixListOfEntriesFromTheCommand() throws IOException {
    Bundle bundle =
        Fixtures.text(
            "a.json",
            "aws ec2 get-managed-prefix-list-entries --prefix-list-id pl-0123456abcabcabc1",
            "{\"Entries\": [{\"Cidr\": \"10.0.0.0/16\", \"Description\": \"vpc-a\"}]}",
            new Problems());

    assertThat(bundle.aws("ManagedPrefixListEntries"))
        .singleElement()
        .satisfies(answer ->
            assertThat(answer.get("PrefixListId").textOrEmpty()).isEqualTo("pl-0123456abcabcabc1"));
  }

  @Test
  void saysWhenNothingTellsWhoseTheEntriesAre() throws IOException {
    Problems problems = new Problems();
    Fixtures.text("tpl-entries.json", "", "{\"Entries\": [{\"Cidr\": \"10.0.0.0/16\"}]}", problems);

    assertThat(problems.kept())
        .singleElement()
        .satisfies(one -> assertThat(one.message()).contains("PrefixListId", "file's name"));
  }
}
