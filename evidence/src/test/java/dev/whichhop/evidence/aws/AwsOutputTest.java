package dev.whichhop.evidence.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.format.FixtureText;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Node;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fixtures were written by the formatters of AWS CLI 1.45 from one answer each. */
class AwsOutputTest {
  private final Problems problems = new Problems();

  private Bundle read(FixtureText file) throws IOException {
    BundleBuilder into = new BundleBuilder();
    Reader reader = file.name().contains("table") ? new AwsTableReader() : new AwsTextReader();
    assertThat(reader.recognises(file)).as(file.name()).isGreaterThan(90);
    reader.read(file, into, problems);
    return into.build();
  }

  private Bundle fixture(String name, String output) throws IOException {
    return read(FixtureText.of("aws-cli/" + name + "-" + output + ".txt"));
  }

  private static List<Node> targets(Bundle bundle) {
    return bundle.aws("TargetHealthDescriptions");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "table"})
  void targetHealth(String output) throws IOException {
    Bundle bundle = fixture("target-health", output);

    assertThat(targets(bundle))
        .extracting(
            one -> one.at("Target", "Id").textOrEmpty(),
            one -> one.at("Target", "Port").textOrEmpty(),
            one -> one.at("TargetHealth", "State").textOrEmpty(),
            one -> one.at("TargetHealth", "Reason").textOrEmpty())
        .containsExactly(
            tuple("10.0.1.15", "8443", "unhealthy", "Target.FailedHealthChecks"),
            tuple("10.0.2.16", "8443", "healthy", ""));
    assertThat(problems.count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "table"})
  void targetHealthOfAQuery(String output) throws IOException {
    assertThat(targets(fixture("query", output)))
        .extracting(
            one -> one.at("Target", "Id").textOrEmpty(),
            one -> one.at("TargetHealth", "State").textOrEmpty())
        .containsExactly(tuple("10.0.1.15", "unhealthy"), tuple("10.0.2.16", "healthy"));
  }

  @Test
  void networkInterfacesOfAQuery() throws IOException {
    Bundle bundle = read(FixtureText.of("aws-cli/interfaces-query.txt"));

    assertThat(bundle.aws("NetworkInterfaces"))
        .extracting(
            one -> one.get("PrivateIpAddress").textOrEmpty(),
            one -> one.get("Description").textOrEmpty(),
            one -> one.at("Attachment", "InstanceId").textOrEmpty())
        .containsExactly(
            tuple("10.90.0.14", "ELB net/api-public/a109cc4a5decdeec", ""),
            tuple("10.90.0.77", "ELB net/api-partner/184bc6dec829209b", ""),
            tuple("10.90.2.8", "", "i-0b3f9994fbb57307f"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "table"})
  void attributes(String output) throws IOException {
    Bundle bundle = fixture("attributes", output);

    assertThat(bundle.awsAttributes().getFirst().values().get("preserve_client_ip.enabled").text())
        .isEqualTo("preserve_client_ip.enabled=false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "table"})
  void pointsOfMetrics(String output) throws IOException {
    for (String name : List.of("statistics", "metric-data")) {
      MetricSeries series = fixture(name, output).metrics().getFirst();
      assertThat(series.name()).isEqualTo("TCP_Target_Reset_Count");
      assertThat(series.points())
          .containsExactly(
              new MetricSeries.Point(Instant.parse("2024-06-11T13:00:00Z"), 0),
              new MetricSeries.Point(Instant.parse("2024-06-11T13:05:00Z"), 12));
    }
  }

  @Test
  void theCommandNamesTheStatistics() throws IOException {
    FixtureText text =
        new FixtureText(
            "text",
            "aws cloudwatch get-metric-statistics --statistics Sum Average --output text",
            List.of("NewFlowCount", "DATAPOINTS  1.5    60.0  2024-06-11T13:05:00Z  Count"));

    assertThat(read(text).metrics())
        .extracting(one -> one.labels().get("stat"), MetricSeries::last)
        .containsExactlyInAnyOrder(tuple("Average", 1.5), tuple("Sum", 60.0));
  }

  @Test
  void pointsOfWhichNobodyTellsTheStatisticAreNamed() throws IOException {
    FixtureText text =
        new FixtureText(
            "text",
            "",
            List.of(
                "NewFlowCount",
                "DATAPOINTS  1.5    60.0  2024-06-11T13:05:00Z  Count",
                "DATAPOINTS  2.5    61.0  2024-06-11T13:10:00Z  Count"));

    assertThat(read(text).metrics()).isEmpty();
    assertThat(problems.count()).isEqualTo(1);
    assertThat(problems.kept().getFirst().place().line()).isEqualTo(2);
    assertThat(problems.kept().getFirst().message()).contains("--statistics", "--output json");
  }

  @Test
  void aLoopTellsWhenATargetChanged() throws IOException {
    Bundle bundle =
        read(
            new FixtureText(
                "text",
                "",
                List.of(
                    "=== 2024-06-11T13:00:00Z ===",
                    "10.0.1.15\thealthy\tNone",
                    "10.0.2.16\thealthy\tNone",
                    "=== 2024-06-11T13:00:05Z ===",
                    "10.0.1.15\tdraining\tTarget.DeregistrationInProgress",
                    "10.0.2.16\thealthy\tNone",
                    "=== 2024-06-11T13:00:10Z ===",
                    "10.0.2.16\thealthy\tNone",
                    "10.0.3.17\tinitial\tElb.RegistrationInProgress")));

    assertThat(targets(bundle))
        .extracting(one -> one.at("Target", "Id").textOrEmpty())
        .containsExactly("10.0.2.16", "10.0.3.17");
    assertThat(bundle.aws("TargetHealthChanges"))
        .extracting(
            one -> one.get("Time").textOrEmpty(),
            one -> one.at("Target", "Id").textOrEmpty(),
            one -> one.get("From").textOrEmpty(),
            one -> one.get("To").textOrEmpty())
        .containsExactly(
            tuple("2024-06-11T13:00:05Z", "10.0.1.15", "healthy", "draining"),
            tuple("2024-06-11T13:00:10Z", "10.0.3.17", "", "initial"),
            tuple("2024-06-11T13:00:10Z", "10.0.1.15", "draining", ""));
  }

  private static List<String> box(String time, String state) {
    return List.of(
        "=== 2024-06-11T" + time + "Z ===",
        "------------------------------",
        "|    DescribeTargetHealth    |",
        "+----------------------------+",
        "||  TargetHealthDescriptions||",
        "|+------------------+-------+|",
        "||  HealthCheckPort |  15021||",
        "|+------------------+-------+|",
        "|||         Target         |||",
        "||+-------+----------------+||",
        "|||  Id   |  10.0.1.15     |||",
        "|||  Port |  8443          |||",
        "||+-------+----------------+||",
        "|||      TargetHealth      |||",
        "||+---------+--------------+||",
        "|||  State  |  " + state + "|||",
        "||+---------+--------------+||");
  }

  @Test
  void aLoopOfTablesIsOneTargetAndItsChanges() throws IOException {
    List<String> lines = new ArrayList<>(box("13:00:00", "healthy     "));
    lines.addAll(box("13:00:05", "healthy     "));
    lines.addAll(box("13:00:10", "draining    "));
    Bundle bundle = read(new FixtureText("table", "", lines));

    assertThat(targets(bundle))
        .extracting(
            one -> one.at("TargetHealth", "State").textOrEmpty(),
            one -> one.get("HealthCheckPort").textOrEmpty())
        .containsExactly(tuple("draining", "15021"));
    assertThat(bundle.aws("TargetHealthChanges"))
        .extracting(
            one -> one.get("Time").textOrEmpty(),
            one -> one.get("From").textOrEmpty(),
            one -> one.get("To").textOrEmpty())
        .containsExactly(tuple("2024-06-11T13:00:10Z", "healthy", "draining"));
    assertThat(problems.count()).isZero();
  }

  @Test
  void severalTargetsInARowWithTheNodesOwnAnswer() throws IOException {
    Bundle bundle =
        read(
            new FixtureText(
                "text",
                "",
                List.of(
                    "# every 5 s",
                    "12:47:30 10.62.16.8:31555 200 healthy | 10.62.17.9:31555 503 unhealthy",
                    "12:47:35 10.62.16.8:31555 503 healthy | 10.62.17.9:31555 503 unhealthy",
                    "12:47:40 10.62.16.8:31555 503 unhealthy | 10.62.17.9:31555 503 unhealthy")));

    Node change = bundle.aws("TargetHealthChanges").getFirst();
    assertThat(change.get("Time").textOrEmpty()).isEqualTo("1970-01-01T12:47:40Z");
    assertThat(change.at("Target", "Port").textOrEmpty()).isEqualTo("31555");
    assertThat(change.get("Answer").textOrEmpty()).isEqualTo("503");
  }

  @Test
  void aLogOfChangesAlone() throws IOException {
    Bundle bundle =
        read(
            new FixtureText(
                "text",
                "",
                List.of(
                    "2024-06-11T13:00:05Z 10.0.1.15:8443 initial -> healthy",
                    "2024-06-11T13:00:20Z 10.0.2.16:8443 healthy -> draining")));

    assertThat(targets(bundle))
        .extracting(one -> one.at("TargetHealth", "State").textOrEmpty())
        .containsExactly("healthy", "draining");
    assertThat(bundle.aws("TargetHealthChanges"))
        .extracting(one -> one.get("From").textOrEmpty(), one -> one.get("To").textOrEmpty())
        .containsExactly(tuple("initial", "healthy"), tuple("healthy", "draining"));
  }

  @Test
  void whatIsNotReadIsNamed() throws IOException {
    read(
        new FixtureText(
            "text",
            "",
            List.of(
                "ATTRIBUTES\tpreserve_client_ip.enabled\tfalse",
                "LISTENERS\tarn:aws:elasticloadbalancing:x\t443\tTCP")));

    assertThat(problems.kept().getFirst().message()).contains("LISTENERS", "--output json");
  }

  @Test
  void logsAndTablesAreNotTaken() {
    for (List<String> lines :
        List.of(
            List.of("2024-06-11T13:00:00Z INFO upstream 10.0.1.15 is healthy again, all good"),
            List.of("NAME   READY   STATUS", "a-1    1/1     Running"),
            List.of("ERROR something broke", "WARNING 10.0.1.15 unreachable"))) {
      FixtureText text = new FixtureText("a", "", lines);
      assertThat(new AwsTableReader().recognises(text)).isZero();
      assertThat(new AwsTextReader().recognises(text)).isZero();
    }
  }
}
