package dev.whichhop.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.whichhop.flows.input.FileSummary;
import dev.whichhop.flows.input.Formats;
import dev.whichhop.flows.input.Interval;
import dev.whichhop.flows.input.LogFile;
import dev.whichhop.flows.input.LogFiles;
import dev.whichhop.flows.input.LogKind;
import dev.whichhop.flows.input.LogReader;
import dev.whichhop.flows.input.Messages;
import dev.whichhop.records.flowlog.FlowLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in a file is a record, another message, or damage that is counted. */
class FlowFileFuzzTest {
  private static final String RECORD =
      "2 123456789010 eni-1235b8ca123456789 172.31.16.139 172.31.16.21 20641 22 6 20 4249"
          + " 1418530010 1418530070 ACCEPT OK\n";

  static Stream<Arguments> files() {
    return Stream.of(
            RECORD + RECORD.replace("4249", "-1").replace("ACCEPT", "REJECT"),
            "version srcaddr dstaddr start end flow-direction pkt-srcaddr tcp-flags\n"
                + "5 2001:db8::1 10.0.0.1 1418530010123 1418530070 egress - 18\n",
            "2 123456789010 eni-1 - - - - - - - 1431280876 1431280934 - NODATA\n",
            "{\"messageType\":\"DATA_MESSAGE\",\"logGroup\":\"g\",\"logStream\":\"s\","
                + "\"logEvents\":[{\"id\":\"1\",\"timestamp\":1418530010000,\"message\":\""
                + RECORD.strip()
                + "\"}]}",
            "{\"events\":[{\"timestamp\":1,\"message\":\"x\",\"logStreamName\":\"s\"}]}",
            "@timestamp,@message\n2014-12-14 04:06:50.000,\"" + RECORD.strip() + "\"\n")
        .map(text -> Arguments.of((Object) text.getBytes(UTF_8)));
  }

  @MethodSource("files")
  @FuzzTest(maxDuration = "1m")
  void everyFileIsReadToItsEnd(byte @NotNull [] bytes) throws IOException {
    LogFiles found =
        LogFiles.find(List.of(Path.of("-")), new ByteArrayInputStream(bytes), Interval.ALWAYS);
    assertThat(found.logs().size() + found.unread().size()).isEqualTo(1);
    for (LogFile file : found.logs()) {
      if (file.kind() != LogKind.PARQUET) { // that is DuckDB's to read
        read(file);
      }
    }
  }

  private static void read(LogFile file) throws IOException {
    long records = 0;
    try (LogReader reader =
        new LogReader(file, Formats.NONE, Interval.ALWAYS, FlowFileFuzzTest::noParquet)) {
      while (reader.next()) {
        assertThat(reader.place().file()).isEqualTo("-");
        if (reader.isRecord()) {
          records++;
          look(reader.line());
        } else {
          assertThat(reader.text()).isNotNull();
        }
      }
      FileSummary summary = reader.summary();
      assertThat(summary.records()).isEqualTo(records);
      assertThat(summary.damaged()).isGreaterThanOrEqualTo(summary.firstDamages().size());
    }
  }

  /** Every field as everything that it may be asked for. */
  private static void look(FlowLine line) {
    for (int column = 0; column < line.format().fields().size(); column++) {
      String text = line.text(column);
      assertThat(line.bytes(column)).isNotNull();
      if (line.plainNumber(column) >= 0) {
        assertThat(Long.toString(line.plainNumber(column))).isEqualTo(text);
      }
      line.number(column);
      line.moment(column);
      line.address(column).ifPresent(address -> assertThat(address.toString()).isNotBlank());
      line.ipv4(column);
    }
  }

  private static Messages noParquet(LogFile file) throws IOException {
    throw new IOException("no Parquet here: " + file.name());
  }
}
