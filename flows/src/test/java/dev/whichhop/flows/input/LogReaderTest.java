package dev.whichhop.flows.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.records.flowlog.FlowLogFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts are those of the samples, read off by hand. */
class LogReaderTest {
  private static final String RECORD =
      "2 123456789010 eni-1235b8ca123456789 172.31.16.139 172.31.16.21 20641 22 6 20 4249"
          + " 1418530010 1418530070 ACCEPT OK";

  /** With the header where the sample names one: as from S3. */
  @ParameterizedTest
  @CsvSource({
    "accept-ssh, 1, 0",
    "reject-rdp, 1, 0",
    "nodata, 1, 0",
    "skipdata, 1, 0",
    "nacl-return-reject, 2, 0",
    "ipv6, 1, 0",
    "tcp-flags-open, 4, 0",
    "tcp-flags-close, 2, 0",
    "tcp-flags-short, 2, 0",
    "nat-zonal, 4, 0",
    "nat-instance-side, 2, 0",
    "nat-regional, 4, 0",
    "nat-regional-instance-side, 2, 0",
    "tgw-vpc-a-to-b, 4, 0",
    "v5-traffic-path, 2, 0",
    "parsevpc-input, 1, 0",
    "flowlogs-reader-v2, 5, 0",
    "flowlogs-reader-ms, 1, 0",
    "flowlogs-reader-v3-file, 2, 0",
    "flowlogs-reader-v4-file, 2, 0",
    "flowlogs-reader-v5-file, 2, 1",
    "tgw-v6-fields, 1, 0",
    "elastic-extra, 2, 0",
    "elastic-tcp-flag-nodata, 2, 0",
    "elastic-v5-all-fields, 1, 0",
    "elastic-v8-bpa, 1, 0",
    "elastic-ecs-one, 1, 0",
    "elastic-tgw-one, 1, 0",
    "otel-nodata-file, 1, 0",
    "otel-too-few-fields, 0, 1",
    "otel-ecs, 1, 0",
    "otel-cloudwatch-subscription, 2, 0",
    "blog-hatenablog-header, 1, 0",
  })
  void readsEverySample(String id, int records, int damaged) throws IOException {
    FileSummary summary = read(Samples.all().get(id).fileWithHeader(), Formats.NONE);
    assertThat(summary.records()).isEqualTo(records);
    assertThat(summary.damaged()).isEqualTo(damaged);
    assertThat(summary.others()).isZero();
  }

  /** Nothing in its four fields names them. */
  @Test
  void readsAnUnknownFormatOnlyWhenItIsGiven() throws IOException {
    LogFile file = Samples.all().get("otel-cloudwatch-custom").file();
    FileSummary without = read(file, Formats.NONE);
    assertThat(without.known()).isEqualTo(FileSummary.Known.UNKNOWN);
    assertThat(without.records()).isZero();

    FlowLogFormat format =
        FlowLogFormat.ofNames("${version} ${interface-id} ${srcaddr} ${dstaddr}").orElseThrow();
    assertThat(read(file, new Formats(format, List.of())).records()).isEqualTo(2);
    FileSummary described = read(file, new Formats(null, List.of(format)));
    assertThat(described.records()).isEqualTo(2);
    assertThat(described.known()).isEqualTo(FileSummary.Known.DESCRIBED);
  }

  @Test
  void namesThePlaceAndReasonOfDamage() throws IOException {
    FileSummary shortRecord = read(Samples.all().get("otel-too-few-fields").file(), Formats.NONE);
    assertThat(shortRecord.firstDamages())
        .extracting(Damage::toString)
        .singleElement()
        .asString()
        .contains(":2", "expected 14 fields, found 13");
    LogFile wrongPort = Samples.file("wrong.log", RECORD + "\n" + RECORD.replace(" 22 ", " ssh "));
    assertThat(read(wrongPort, Formats.NONE).firstDamages())
        .singleElement()
        .extracting(Damage::expected)
        .isEqualTo("field 7 (dstport): expected a number or -, found \"ssh\"");
  }

  @Test
  void negativeCountersAreDamage() throws IOException {
    LogFile file = Samples.file("n.log", RECORD + "\n" + RECORD.replace(" 4249 ", " -4249 "));
    assertThat(read(file, Formats.NONE).damaged()).isEqualTo(1);
  }

  @Test
  void countsIntervalsWithoutRecords() throws IOException {
    FileSummary summary = read(Samples.all().get("flowlogs-reader-v2").file(), Formats.NONE);
    assertThat(summary.noData()).isEqualTo(1);
    assertThat(summary.skipData()).isEqualTo(1);
    assertThat(summary.first()).isEqualTo(Instant.ofEpochSecond(1431280876));
    assertThat(summary.last()).isEqualTo(Instant.ofEpochSecond(1439387266));
  }

  @Test
  void readsWindowsLinesAByteOrderMarkAndNoLastLineFeed() throws IOException {
    LogFile file = Samples.file("w.log", "\ufeff" + RECORD + "\r\n\r\n" + RECORD);
    assertThat(read(file, Formats.NONE).records()).isEqualTo(2);
  }

  @Test
  void readsSeveralMembersOfGzip() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.writeBytes(gzip(RECORD + "\n"));
    packed.writeBytes(gzip(RECORD + "\n" + RECORD + "\n"));
    assertThat(read(packedFile(packed.toByteArray()), Formats.NONE).records()).isEqualTo(3);
  }

  @Test
  void readsABrokenGzipAsFarAsItGoes() throws IOException {
    StringBuilder text = new StringBuilder();
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      text.append(RECORD.replace("20641", "" + random.nextInt(65_536))).append('\n');
    }
    byte[] whole = gzip(text.toString());
    FileSummary summary = read(packedFile(Arrays.copyOf(whole, whole.length / 2)), Formats.NONE);
    assertThat(summary.records()).isBetween(5_000L, 15_000L);
    assertThat(summary.problem()).isNotEmpty();
  }

  @Test
  void linesOverTheBoundsOfABlockStayWhole() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 30_000; i++) {
      text.append(RECORD).append(i % 7 == 0 ? "  \n" : "\n");
    }
    assertThat(read(Samples.file("long.log", text.toString()), Formats.NONE).records())
        .isEqualTo(30_000);
  }

  @Test
  void aLineOfManyMegabytesIsCutAndTheNextOneRead() throws IOException {
    String text = RECORD + "\n" + "x".repeat(9_000_000) + "\n" + RECORD + "\n";
    FileSummary summary = read(Samples.file("huge.log", text), Formats.NONE);
    assertThat(summary.records()).isEqualTo(2);
    assertThat(summary.damaged()).isEqualTo(1);
  }

  @Test
  void takesOtherLogsForWhatTheyAre() throws IOException {
    FileSummary summary =
        read(Samples.file("app.log", "2026-01-02T03:04:05Z started\nlistening\n"), Formats.NONE);
    assertThat(summary.known()).isEqualTo(FileSummary.Known.NOT);
    assertThat(summary.others()).isEqualTo(2);
    assertThat(summary.damaged()).isZero();
  }

  @Test
  void givesOnlyRecordsThatStartWithinTheTime() throws IOException {
    Interval interval = new Interval(Instant.ofEpochSecond(1418530011), null);
    try (LogReader reader =
        new LogReader(Samples.file("t.log", RECORD), Formats.NONE, interval, ParquetFiles.NONE)) {
      assertThat(reader.next()).isFalse();
      assertThat(reader.summary().records()).isEqualTo(1);
    }
  }

  /** As AWS exports them: the format of the flow log has no start, and the event has a time. */
  @Test
  void aRecordWithoutAStartHasTheTimeOfItsEvent() throws IOException {
    FlowLogFormat format =
        FlowLogFormat.ofNames("${version} ${interface-id} ${srcaddr} ${dstaddr}").orElseThrow();
    LogFile file =
        Samples.file(
            "export.csv",
            "timestamp,message\n"
                + "1418530010000,2 eni-a 10.0.0.1 10.0.0.2\n"
                + "1418530070000,2 eni-a 10.0.0.1 10.0.0.3\n");
    Interval interval = new Interval(Instant.ofEpochSecond(1418530011), null);
    try (LogReader reader =
        new LogReader(file, new Formats(format, List.of()), interval, ParquetFiles.NONE)) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.text()).endsWith("10.0.0.3");
      assertThat(reader.next()).isFalse();
      assertThat(reader.summary().first()).isEqualTo(Instant.ofEpochSecond(1418530010));
    }
  }

  private static FileSummary read(LogFile file, Formats formats) throws IOException {
    List<String> texts = new ArrayList<>();
    try (LogReader reader = new LogReader(file, formats, Interval.ALWAYS, ParquetFiles.NONE)) {
      while (reader.next()) {
        texts.add(reader.text());
      }
      FileSummary summary = reader.summary();
      assertThat(texts).hasSize((int) (summary.records() + summary.others()));
      return summary;
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  private static LogFile packedFile(byte[] packed) {
    return new LogFile(
        "p.log.gz", null, packed.length, LogKind.TEXT, () -> new ByteArrayInputStream(packed));
  }
}
