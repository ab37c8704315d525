package dev.whichhop.flows.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {
  private static final String RECORD = "2 1 eni-1 10.0.0.1 10.0.0.2 1 2 6 1 1 1 2 ACCEPT OK\n";

  @TempDir private Path folder;

  @Test
  void tellsLogsFromWhatStandsBesideThem() throws IOException {
    write("b.log", RECORD);
    write("below/a.log", RECORD);
    write("flow-logs.json", "{\n  \"FlowLogs\": [\n    {\"FlowLogId\": \"fl-1\"}\n  ]\n}\n");
    write("pods.txt", "NAMESPACE   NAME    READY   STATUS\nshop        a       1/1     Running\n");
    write("objects.yaml", "apiVersion: v1\nkind: Pod\n");
    write("lines.json", "{\"level\":\"info\",\"message\":\"up\"}\n{\"level\":\"info\"}\n");
    Files.write(folder.resolve("core"), new byte[] {1, 0, 2, 0});
    write("README.md", "# The flow logs of the shop\n\nKept for a month.\n");
    LogFiles found = find(Interval.ALWAYS);

    assertThat(found.logs())
        .extracting(one -> Path.of(one.name()).getFileName().toString())
        .containsExactly("b.log", "a.log", "lines.json");
    assertThat(found.documents())
        .extracting(one -> one.getFileName().toString())
        .containsExactly("flow-logs.json", "objects.yaml", "pods.txt");
    assertThat(found.unread())
        .extracting(LogFiles.Unread::reason)
        .satisfiesExactlyInAnyOrder(
            reason -> assertThat(reason).startsWith("binary"),
            reason -> assertThat(reason).startsWith("prose"));
  }

  /** All three layouts in S3, from the guide's page on paths; only the name counts. */
  @Test
  void leavesFilesOfAnotherTimeClosed() throws IOException {
    String name = "123456789012_vpcflowlogs_us-east-1_fl-1234abcd_20180620T%sZ_fe123456.log.gz";
    write(
        "AWSLogs/123456789012/vpcflowlogs/us-east-1/2018/06/20/" + name.formatted("1620"), RECORD);
    write(
        "AWSLogs/123456789012/vpcflowlogs/us-east-1/2018/06/20/18/" + name.formatted("1805"),
        RECORD);
    write(
        "AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=us-east-1/year=2018"
            + "/month=06/day=20/hour=23/"
            + name.formatted("2300"),
        RECORD);
    Interval interval =
        new Interval(Instant.parse("2018-06-20T18:00:00Z"), Instant.parse("2018-06-20T18:30:00Z"));
    LogFiles found = find(interval);
    assertThat(found.pruned()).isEqualTo(2);
    assertThat(found.logs()).singleElement().extracting(LogFile::name).asString().contains("1805");
  }

  /** A record of ten minutes that ends in a file's period starts before it. */
  @Test
  void keepsFilesWhoseRecordsMayStartBeforeTheirPeriod() throws IOException {
    write("1_vpcflowlogs_us-east-1_fl-1_20180620T1810Z_a.log", RECORD);
    Interval before =
        new Interval(Instant.parse("2018-06-20T18:00:00Z"), Instant.parse("2018-06-20T18:01:00Z"));
    assertThat(find(before).logs()).hasSize(1);
  }

  @Test
  void readsStandardInput() throws IOException {
    InputStream in = new ByteArrayInputStream(RECORD.repeat(300).getBytes(StandardCharsets.UTF_8));
    LogFiles found = LogFiles.find(List.of(Path.of("-")), in, Interval.ALWAYS);
    try (LogReader reader =
        new LogReader(found.logs().getFirst(), Formats.NONE, Interval.ALWAYS, ParquetFiles.NONE)) {
      while (reader.next()) {
        assertThat(reader.isRecord()).isTrue();
      }
      assertThat(reader.summary().records()).isEqualTo(300);
    }
    assertThatThrownBy(found.logs().getFirst()::open)
        .isInstanceOf(IOException.class)
        .hasMessage("standard input can be read once; give it as a file");
  }

  @Test
  void namesWhatDoesNotExist() {
    LogFiles found =
        LogFiles.find(
            List.of(folder.resolve("no.log")), InputStream.nullInputStream(), Interval.ALWAYS);
    assertThat(found.unread())
        .extracting(LogFiles.Unread::reason)
        .containsExactly("does not exist");
  }

  private LogFiles find(Interval interval) {
    return LogFiles.find(List.of(folder), InputStream.nullInputStream(), interval);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
