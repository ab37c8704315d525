package dev.whichhop.evidence.format;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.log.QuotedLines;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.records.log.LogEnvelope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Log lines in a column of a table, as the consoles of log stores export them: Kibana, Datadog,
 * Grafana, CloudWatch. Each line is read like one of the log that it was taken from.
 */
public final class LogCsvReader implements Reader {
  /** Surer than a table of a client's requests can be: it has no column of whole log lines. */
  private static final int SURE = 94;

  private static final Set<String> MESSAGES =
      Set.of("message", "@message", "line", "log", "content", "msg", "textpayload", "_raw", "body");

  private static final Set<String> TIMES =
      Set.of("time", "timestamp", "@timestamp", "date", "datetime", "_time", "timegenerated", "ts");

  private static final Set<String> PODS =
      Set.of(
          "pod",
          "pod_name",
          "podname",
          "kubernetes.pod.name",
          "kubernetes.pod_name",
          "k8s.pod.name",
          "resource.labels.pod_name");

  /** Columns that make a table one of requests, of which the message is only the error. */
  private static final Set<String> REQUESTS =
      Set.of("status", "code", "status_code", "url", "method", "duration", "elapsed", "latency");

  /** Indexes of the columns; -1 for those that are missing. */
  private record Columns(int message, int time, int pod) {
    static @Nullable Columns of(List<String> names) {
      List<String> plain =
          names.stream()
              .map(name -> name.strip().toLowerCase(Locale.ROOT).replace(' ', '_'))
              .toList();
      Columns columns =
          new Columns(index(plain, MESSAGES), index(plain, TIMES), index(plain, PODS));
      boolean requests = plain.stream().anyMatch(REQUESTS::contains);
      return columns.message < 0 || columns.time < 0 || requests ? null : columns;
    }

    private static int index(List<String> names, Set<String> words) {
      for (int i = 0; i < names.size(); i++) {
        if (words.contains(names.get(i))) {
          return i;
        }
      }
      return -1;
    }
  }

  @Override
  public String format() {
    return "log-csv";
  }

  @Override
  public int recognises(TextFile file) {
    List<String> lines = file.head().stream().filter(line -> !line.isBlank()).toList();
    if (lines.size() < 2) {
      return 0;
    }
    String header = lines.getFirst();
    char separator = CsvRows.separator(header);
    return header.indexOf(separator) > 0 && Columns.of(CsvRows.cells(header, separator)) != null
        ? SURE
        : 0;
  }

  @Override
  public void read(TextFile file, BundleBuilder into, Problems problems) throws IOException {
    String header = file.head().stream().filter(line -> !line.isBlank()).findFirst().orElse("");
    Table table = new Table(file, problems);
    CsvRows rows = new CsvRows(CsvRows.separator(header), table::row);
    file.forEachLine((line, number) -> {
      if (!line.isBlank()) {
        rows.line(line, number);
      }
    });
    rows.end();
    new QuotedLines(file, table.quotes).read(into, problems);
  }

  private static final class Table {
    private final TextFile file;
    private final Problems problems;
    private final List<QuotedLines.Quote> quotes = new ArrayList<>();
    private @Nullable Columns columns;

    Table(TextFile file, Problems problems) {
      this.file = file;
      this.problems = problems;
    }

    void row(List<String> cells, int line) {
      if (columns == null) {
        columns = Columns.of(cells);
      } else if (cells.size() <= columns.message) {
        problems.report(
            file.at(line),
            "expected a message in column "
                + (columns.message + 1)
                + ", found columns: "
                + cells.size());
      } else {
        quotes.add(
            QuotedLines.Quote.of(
                cell(cells, columns.pod),
                LogEnvelope.time(cell(cells, columns.time)),
                cells.get(columns.message).strip(),
                line));
      }
    }
  }

  private static String cell(List<String> cells, int index) {
    return index < 0 || index >= cells.size() ? "" : cells.get(index).strip();
  }
}
