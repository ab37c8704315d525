package dev.whichhop.flows.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.flows.event.LogEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected fields are those of AWS' two first examples. */
class LogEventsTest {
  private static final Path FOLDER =
      Path.of("src/test/resources/dev/whichhop/flows/input").toAbsolutePath();

  @ParameterizedTest
  @ValueSource(strings = {"subscription.json", "filter-log-events.json", "console.csv", "tail.txt"})
  void readsTheSameTwoRecordsFromEveryExport(String file) throws IOException {
    List<LogEvent> events = events(file);
    assertThat(events).hasSize(2);
    assertThat(events.getLast().fields())
        .containsEntry("srcAddr", "172.31.9.69")
        .containsEntry("dstPort", "3389")
        .containsEntry("interfaceId", "eni-1235b8ca123456789")
        .containsEntry("startTime", "1418530010")
        .containsEntry("action", "REJECT")
        .containsEntry("logStatus", "OK")
        .hasSize(14);
    assertThat(events).extracting(LogEvent::timestamp).containsOnly(1418530010000L);
  }

  @Test
  void takesLogGroupAndStreamFromTheEnvelope() throws IOException {
    LogEvent event = events("subscription.json").getFirst();
    assertThat(event.log()).isEqualTo("/aws/vpc/flowlogs");
    assertThat(event.logStream()).isEqualTo("eni-1235b8ca123456789");
    assertThat(event.message()).endsWith("1418530070 ACCEPT OK");
  }

  @Test
  void readsRowsOfAQuery() throws IOException {
    LogEvent event = events("get-query-results.json").getFirst();
    assertThat(event.fields()).containsEntry("dstPort", "22");
    assertThat(event.place().line()).isEqualTo(3);

    assertThat(events("query-fields.json"))
        .extracting(LogEvent::fields)
        .containsExactly(
            Map.of(
                "srcAddr",
                "172.31.9.69",
                "dstAddr",
                "172.31.9.12",
                "dstPort",
                "3389",
                "action",
                "REJECT"),
            Map.of(
                "srcAddr",
                "172.31.16.139",
                "dstAddr",
                "172.31.16.21",
                "dstPort",
                "22",
                "action",
                "ACCEPT"));
  }

  @Test
  void givesLinesOfOtherLogsWithTheirTime() throws IOException {
    LogEvent event = events("nlb-access.log").getFirst();
    assertThat(event.message()).startsWith("tls 2.0 2018-12-20T02:59:40");
    assertThat(event.timestamp()).isEqualTo(1545274780000L);
    assertThat(event.fields()).isEmpty();
  }

  private static List<LogEvent> events(String file) throws IOException {
    LogFiles files =
        LogFiles.find(
            List.of(FOLDER.resolve(file)), InputStream.nullInputStream(), Interval.ALWAYS);
    assertThat(files.logs()).hasSize(1);
    List<LogEvent> events = new ArrayList<>();
    try (LogEvents reading =
        new LogEvents(files.logs(), Formats.NONE, Interval.ALWAYS, ParquetFiles.NONE)) {
      for (LogEvent event = reading.next(); event != null; event = reading.next()) {
        events.add(event);
      }
    }
    return events;
  }
}
