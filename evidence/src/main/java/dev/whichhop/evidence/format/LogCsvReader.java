package dev.whichhop.evidence.format;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.log.LogReader;
import dev.whichhop.evidence.log.LogWatcher;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.records.CsvRow;
import dev.whichhop.records.log.LogEnvelope;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Log lines in a column of a table, as the consoles of log stores export them: Kibana, Datadog,
 * Grafana, CloudWatch. Each line is read like one of the log that it was taken from.
 */
public final class LogCsvReader implements Reader {
  /** Surer than a table of a client's requests can be: it has no column of whole log lines. */
  private static final int SURE = 94;

  /** What consoles call a column, and the field of an envelope that it is. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "@message", "message",
          "content", "message",
          "msg", "message",
          "body", "message",
          "datetime", "time",
          "ts", "time");

  /** Columns that make a table one of requests, of which the message is only the error. */
  private static final Set<String> REQUESTS =
      Set.of("status", "code", "status_code", "url", "method", "duration", "elapsed", "latency");

  @Override
  public String format() {
    return "log-csv";
  }

  @Override
  public int recognises(TextFile file) {
    List<String> lines = file.head().stream().filter(line -> !line.isBlank()).limit(2).toList();
    if (lines.size() < 2) {
      return 0;
    }
    List<String> fields = fields(lines.getFirst());
    boolean requests = fields.stream().anyMatch(REQUESTS::contains);
    return LogEnvelope.hasLine(fields) && LogEnvelope.hasTime(fields) && !requests ? SURE : 0;
  }

  @Override
  public void read(TextFile file, BundleBuilder into, Problems problems) throws IOException {
    String header = file.head().stream().filter(line -> !line.isBlank()).findFirst().orElse("");
    MessageColumn messages =
        new MessageColumn(file, CsvRow.separator(header), fields(header), problems);
    // The lines of the table itself have been searched for signals already.
    new LogReader(LogWatcher.NONE).read(messages, into, problems);
  }

  private static List<String> fields(String header) {
    return CsvRow.of(header, CsvRow.separator(header)).stream()
        .map(name -> name.strip().toLowerCase(Locale.ROOT).replace(' ', '_'))
        .map(name -> FIELDS.getOrDefault(name, name))
        .toList();
  }
}
