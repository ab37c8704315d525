package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers from flow-log records, as a user gets them. Expected figures are counted by hand. */
final class FlowAnswersTest {
  private static final String PEERED = "../examples/peered-vpcs/evidence";

  @TempDir private Path folder;

  @Test
  void aMatrixHasBothVerdictsOfAPort() {
    Run run =
        Run.of(
            "flows", "matrix", "--from", "10.0.0.0/16", "--to", "10.1.0.0/16", PEERED, "-o", "csv");
    assertThat(run.status()).isZero();
    assertThat(run.out().lines())
        .hasSize(3)
        .anyMatch(line ->
            line.startsWith("10.0.0.0/16,10.1.0.0/16,from,6,443,ACCEPT,1,2,12,2310,10,5120,"))
        .anyMatch(
            line -> line.startsWith("10.0.0.0/16,10.1.0.0/16,from,6,443,REJECT,1,2,6,360,6,360,"));
    assertThat(run.err()).contains("pkt-srcaddr");
  }

  @Test
  void aRejectionNamesTheRule() {
    Run run = Run.of("flows", "rejects", PEERED);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .contains("10.0.1.10 (i-a1) ← 10.1.1.20:443", "the answer was stopped", "eni-a1.log:5")
        .contains("acl-a", "--port-range From=1024,To=32767")
        .contains("1 conversations with the same port passed");
  }

  /** As flow logs are delivered: columns as Athena names them, numbers as numbers, Hive folders. */
  @Test
  void parquetIsReadLikeText() throws IOException, SQLException {
    Path day =
        Files.createDirectories(folder.resolve("aws-account-id=111122223333/year=2026/month=09"));
    String columns =
        "2 AS version, 'eni-a1' AS interface_id, '10.0.1.10' AS srcaddr, '10.1.1.20' AS dstaddr,"
            + " 40000::INT AS srcport, 443::INT AS dstport, 6::INT AS protocol,"
            + " 3::BIGINT AS packets, 180::BIGINT AS bytes, 1790000000::BIGINT AS start,"
            + " 1790000060::BIGINT AS \"end\", 'REJECT' AS action, 'OK' AS log_status";
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute(
          "COPY (SELECT "
              + columns
              + ") TO '"
              + day.resolve("flows.parquet")
              + "' (FORMAT parquet)");
    }
    Run rejects = Run.of("flows", "rejects", folder.toString());
    assertThat(rejects.status()).isEqualTo(1);
    assertThat(rejects.out()).contains("10.0.1.10", "10.1.1.20:443");
    Run matrix =
        Run.of(
            "flows",
            "matrix",
            "--from",
            "10.0.0.0/16",
            "--to",
            "10.1.0.0/16",
            folder.toString(),
            "-o",
            "csv");
    assertThat(matrix.status()).isZero();
    assertThat(matrix.out()).contains("10.0.0.0/16,10.1.0.0/16,from,6,443,REJECT,1,1,3,180,");
  }

  @Test
  void addressesHaveTheNamesOfPodsAndInstances() throws IOException {
    Path pods =
        Files.writeString(
            folder.resolve("pods.txt"),
            "NAMESPACE   NAME     READY   STATUS    RESTARTS   AGE   IP          NODE\n"
                + "shop        cart-1   1/1     Running   0          2d    10.1.1.20   node-b\n");
    Run run = Run.of("flows", "rejects", PEERED, pods.toString());
    assertThat(run.out()).contains("10.1.1.20:443 (shop/cart-1)", "10.0.1.10 (i-a1)", "(i-a1)");
  }

  @Test
  void lessThanNoLinesIsUsage() {
    Run rejects = Run.of("flows", "rejects", PEERED, "--limit", "-1");
    assertThat(rejects.status()).isEqualTo(2);
    assertThat(rejects.err()).contains("--limit: expected 0 or more, found -1");
    Run matrix =
        Run.of(
            "flows",
            "matrix",
            "--from",
            "10.0.0.0/16",
            "--to",
            "10.1.0.0/16",
            PEERED,
            "--limit",
            "-1");
    assertThat(matrix.status()).isEqualTo(2);
  }

  @Test
  void rangesThatAreNoneAreUsage() {
    Run run = Run.of("flows", "matrix", "--from", "10.0.0.0/33", "--to", "10.1.0.0/16", PEERED);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--from: expected networks such as 10.0.0.0/16");
  }

  @Test
  void withoutRecordsThereIsNoAnswer() throws IOException {
    Path other = Files.writeString(folder.resolve("app.log"), "2026-01-02T03:04:05Z up\n");
    Run run = Run.of("flows", "rejects", other.toString());
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out()).contains("No flow-log record was found");
    assertThat(Run.of("flows", "rejects", "no/such.log").status()).isEqualTo(4);
  }

  @Test
  void hostileNamesDoNotReachTheTerminal() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("h.log"),
            "interface-id srcaddr dstaddr srcport dstport protocol action\n"
                + "eni-\u001b[2J 10.0.0.1 10.1.0.1 40000 443 6 REJECT\n");
    Run run = Run.of("flows", "rejects", log.toString());
    assertThat(run.out()).contains("\\u001b").doesNotContain("\u001b");
  }

  @Test
  void statusTellsWhatAFormatCannotAnswer() throws IOException {
    Path described = Path.of("../evidence/src/test/resources/fixtures/aws/flow-logs.json");
    Run run = Run.of("flows", "status", described.toString());
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("fl-aabbccdd112233445", "lacks tcp-flags", "takes accepted traffic only")
        .contains("aws ec2 create-flow-logs --resource-type Subnet");
    Path none = Files.writeString(folder.resolve("none.json"), "{\"FlowLogs\": []}\n");
    assertThat(Run.of("flows", "status", none.toString()).status()).isEqualTo(1);
    assertThat(Run.of("flows", "status", PEERED).status()).isEqualTo(3);
  }

  @Test
  void aPackedAnswerThatThereAreNoFlowLogsIsRead() throws IOException {
    Path none = folder.resolve("none.json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(none))) {
      out.write("{\"FlowLogs\": []}\n".getBytes(StandardCharsets.UTF_8));
    }
    Run run = Run.of("flows", "status", none.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("There is no flow log");
  }

  /** An id that commands the terminal, and that a shell would read as a command of its own. */
  @Test
  void idsOfFilesHarmNeitherTerminalNorShell() throws IOException {
    Path described =
        Files.writeString(
            folder.resolve("flow-logs.json"),
            """
            {"FlowLogs": [{"FlowLogId": "fl-\\u001b[2J", "FlowLogStatus": "ACTIVE",
              "ResourceId": "vpc-1; touch x", "TrafficType": "ACCEPT",
              "LogDestinationType": "s3", "LogDestination": "arn:aws:s3:::b",
              "LogFormat": "${version} ${srcaddr} ${dstaddr}", "MaxAggregationInterval": 600}]}
            """);
    Run run = Run.of("flows", "status", described.toString());
    assertThat(run.out()).contains("--resource-ids 'vpc-1; touch x' ").doesNotContain("\u001b");
  }

  @Test
  void whyEmptyDecidesEachReason() {
    Run run =
        Run.of(
            "flows",
            "why-empty",
            "--address",
            "10.0.1.11",
            "--start",
            "2026-09-20T00:00:00Z",
            "--end",
            "2026-09-20T01:00:00Z",
            "--query",
            "filter srcaddr like \"10.0.0.0/16\"",
            PEERED);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out().lines().filter(line -> line.startsWith("YES")))
        .hasSize(4)
        .anyMatch(line -> line.contains("another time"))
        .anyMatch(line -> line.contains("nearest: srcAddr"))
        .anyMatch(line -> line.contains("compares a network as text"))
        .anyMatch(line -> line.contains("10.0.1.11 is a secondary address of eni-a1"));
    assertThat(run.out()).contains("not known without aws ec2 describe-flow-logs");
  }

  @Test
  void whyEmptySaysWhatIsNeededInTheLanguageOfTheReader() throws IOException {
    Path none = Files.writeString(folder.resolve("none.json"), "{\"FlowLogs\": []}\n");
    assertThat(Run.of("flows", "why-empty", "--lang", "zh", none.toString()).out())
        .contains("没有 流日志记录 则无从得知")
        .doesNotContain("flow-log records");
    assertThat(Run.of("flows", "why-empty", none.toString()).out())
        .contains("not known without flow-log records");
  }

  /** A file that its name gives to another time is opened all the same: that is the answer. */
  @Test
  void whyEmptyLooksIntoFilesOfOtherTimes() throws IOException {
    Path file =
        folder.resolve(
            "111122223333_vpcflowlogs_eu-west-1_fl-0123456789abcdef0_20260921T1400Z_0a1b2c3d.log.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          ("version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes"
                  + " start end action log-status\n"
                  + "2 111122223333 eni-a1 10.0.1.10 10.1.1.20 40000 443 6 3 180 1790000000"
                  + " 1790000060 ACCEPT OK\n")
              .getBytes(StandardCharsets.US_ASCII));
    }
    Run run =
        Run.of(
            "flows",
            "why-empty",
            "--start",
            "2026-09-20T00:00:00Z",
            "--end",
            "2026-09-20T01:00:00Z",
            folder.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out().lines().filter(line -> line.startsWith("YES")))
        .singleElement()
        .asString()
        .contains("another time", "2026-09-21T14:13:20Z");
  }
}
