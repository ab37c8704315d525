package dev.whichhop.evidence.format;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import dev.whichhop.records.CsvRow;
import dev.whichhop.records.log.Durations;
import dev.whichhop.records.log.FailureText;
import dev.whichhop.records.log.LeadingTime;
import dev.whichhop.records.log.Target;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tables of single requests that a client wrote, comma, semicolon or tab between the columns, with
 * a header row: own scripts, JMeter's JTL. A table of sums per interval has no status column and is
 * not taken.
 */
public final class ClientCsvReader implements Reader {

  /** What a column means; the words are those that a header may use for it, in lower case. */
  private enum Column {
    STATUS(
        "status",
        "code",
        "http_code",
        "status_code",
        "http_status",
        "response_code",
        "responsecode",
        "httpstatus",
        "statuscode"),
    ERROR("error", "err", "exception", "failure", "failuremessage", "error_message", "message"),
    EXIT("exit", "exit_code", "curl_exit", "exitcode", "rc"),
    SECONDS("seconds", "duration_s", "time_total", "total_time", "elapsed_s", "secs", "took_s"),
    MILLIS(
        "duration_ms",
        "ms",
        "elapsed",
        "elapsed_ms",
        "latency_ms",
        "duration",
        "latency",
        "response_time",
        "rt",
        "millis",
        "took",
        "response_time_ms"),
    TIME(
        "ts",
        "timestamp",
        "time",
        "start",
        "started",
        "start_time",
        "date",
        "datetime",
        "@timestamp",
        "when",
        "utc"),
    URL("url", "uri", "path", "endpoint", "target"),
    METHOD("method", "verb"),
    REQUEST_ID("request_id", "x_request_id", "x-request-id", "requestid", "req_id"),
    IDLE("idle", "idle_s", "idle_seconds"),
    REUSED("reused", "reuse"),
    ADDRESS("remote_ip", "ip", "remote", "peer", "server_ip", "remote_addr");

    private final List<String> words;

    Column(String... words) {
      this.words = List.of(words);
    }
  }

  @Override
  public String format() {
    return "client-csv";
  }

  @Override
  public int recognises(TextFile file) {
    List<String> rows = file.head().stream().filter(ClientCsvReader::isRow).limit(2).toList();
    if (rows.size() < 2) {
      return 0;
    }
    char separator = CsvRow.separator(rows.getFirst());
    Map<Column, Integer> columns = columns(rows.getFirst(), separator);
    boolean outcome = columns.containsKey(Column.STATUS) || columns.containsKey(Column.ERROR);
    boolean measured =
        columns.containsKey(Column.TIME)
            || columns.containsKey(Column.SECONDS)
            || columns.containsKey(Column.MILLIS);
    boolean same =
        CsvRow.of(rows.getFirst(), separator).size() == CsvRow.of(rows.get(1), separator).size();
    return outcome && measured && same && columns.size() >= 2 ? 93 : 0;
  }

  @Override
  public void read(TextFile file, BundleBuilder into, Problems problems) throws IOException {
    Rows rows = new Rows(file, into, problems);
    file.forEachLine(rows::line);
  }

  private static boolean isRow(String line) {
    return !line.isBlank() && !line.startsWith("#");
  }

  private static Map<Column, Integer> columns(String header, char separator) {
    Map<Column, Integer> columns = new EnumMap<>(Column.class);
    List<String> names = CsvRow.of(header, separator);
    if (names.size() < 2) {
      return columns;
    }
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).strip().toLowerCase(Locale.ROOT).replace(' ', '_');
      for (Column column : Column.values()) {
        if (column.words.contains(name)) {
          columns.putIfAbsent(column, i);
        }
      }
    }
    return columns;
  }

  private static final class Rows {
    private final TextFile file;
    private final BundleBuilder into;
    private final Problems problems;
    private Map<Column, Integer> columns = Map.of();
    private char separator = ',';

    Rows(TextFile file, BundleBuilder into, Problems problems) {
      this.file = file;
      this.into = into;
      this.problems = problems;
    }

    void line(String line, int number) {
      if (!isRow(line)) {
        return;
      }
      if (columns.isEmpty()) {
        separator = CsvRow.separator(line);
        columns = columns(line, separator);
        return;
      }
      List<String> cells = CsvRow.of(line, separator);
      String code = cell(cells, Column.STATUS);
      int status = status(code);
      String error = cell(cells, Column.ERROR);
      if (status < 0 && !code.isEmpty() && error.isEmpty()) {
        error = code;
      }
      ClientFailure failure = failure(status, error, cell(cells, Column.EXIT));
      if (status < 0 && failure == ClientFailure.NONE) {
        problems.report(file.at(number), "row with neither status nor error");
        return;
      }
      into.add(observation(cells, line, number, status, error, failure));
    }

    private Observation observation(
        List<String> cells,
        String line,
        int number,
        int status,
        String error,
        ClientFailure failure) {
      Target url = Target.of(cell(cells, Column.URL));
      Observation.Builder observation =
          Observation.builder(new Vantage(Hop.CLIENT, Side.CALLER, file.name()), file.at(number))
              .time(time(cell(cells, Column.TIME)))
              .duration(duration(cells))
              .method(cell(cells, Column.METHOD))
              .path(url.path())
              .authority(url.authority())
              .status(status < 0 ? 0 : status)
              .details(error)
              .requestId(cell(cells, Column.REQUEST_ID))
              .upstreamHost(cell(cells, Column.ADDRESS))
              .clientFailure(failure)
              .idleBefore(Durations.ofField("seconds", cell(cells, Column.IDLE)))
              .raw(line);
      String reused = cell(cells, Column.REUSED).toLowerCase(Locale.ROOT);
      if (!reused.isEmpty()) {
        observation.reusedConnection(
            reused.equals("true") || reused.equals("1") || reused.equals("yes"));
      }
      return observation.build();
    }

    private @Nullable Duration duration(List<String> cells) {
      Duration seconds = Durations.ofField("seconds", cell(cells, Column.SECONDS));
      return seconds == null ? Durations.ofField("ms", cell(cells, Column.MILLIS)) : seconds;
    }

    private static @Nullable Instant time(String text) {
      return LeadingTime.parse(text);
    }

    private String cell(List<String> cells, Column column) {
      Integer index = columns.get(column);
      return index == null || index >= cells.size() ? "" : cells.get(index).strip();
    }

    private static int status(String text) {
      try {
        int value = Integer.parseInt(text);
        return value >= 0 && value <= 599 ? value : -1;
      } catch (NumberFormatException e) {
        return -1;
      }
    }

    private static ClientFailure failure(int status, String error, String exit) {
      int code = status(exit);
      if (status > 0) {
        return ClientFailure.NONE;
      }
      if (code > 0) {
        return CurlFailure.of(code, error, true);
      }
      ClientFailure told = FailureText.of(error).failure();
      boolean any = status == 0 || !error.isEmpty();
      return told == ClientFailure.NONE && any ? ClientFailure.OTHER : told;
    }
  }
}
