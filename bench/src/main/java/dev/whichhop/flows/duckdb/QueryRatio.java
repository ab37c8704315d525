package dev.whichhop.flows.duckdb;

import com.sun.management.OperatingSystemMXBean;
import dev.whichhop.flows.analysis.Analyser;
import dev.whichhop.flows.analysis.CheckedQuery;
import dev.whichhop.flows.analysis.EventFields;
import dev.whichhop.flows.analysis.Setting;
import dev.whichhop.flows.engine.Sources;
import dev.whichhop.flows.function.Moment;
import dev.whichhop.flows.input.Formats;
import dev.whichhop.flows.input.Interval;
import dev.whichhop.flows.input.LogFile;
import dev.whichhop.flows.input.LogFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Questions in the language of Logs Insights against the same ones written by hand in SQL: {@code
 * ROUNDS FOLDER}, a folder of {@link dev.whichhop.bench.FlowLogGenerator}. The hand-written ones
 * are asked of the same table of events, which is read from the files by the same code, and of
 * DuckDB's own reader of CSV. Printed are seconds, least, middle and most, and in brackets those of
 * the processors, which other work on the machine disturbs least. All in one process, in turn,
 * after a round that is not counted.
 *
 * <p>It is of the engine's package, since the table is. All three have to give the same rows, and
 * those that the generator knows; else it ends with 1.
 */
public final class QueryRatio {
  private static final String TABLE = "flows";
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /**
   * @param rows of the answer as the truth has it; null where it does not know
   */
  private record Question(
      String name, String insights, String sql, @Nullable Supplier<List<String>> rows) {}

  private final Path folder;
  private final int threads = Runtime.getRuntime().availableProcessors();
  private final List<LogFile> files;
  private final Events events;
  private boolean wrong;

  private QueryRatio(Path folder) {
    this.folder = folder;
    this.files =
        LogFiles.find(List.of(folder), InputStream.nullInputStream(), new Interval(null, null))
            .logs()
            .stream()
            .filter(file -> file.name().endsWith(".gz"))
            .toList();
    this.events =
        new Events.OfFiles(
            files,
            new Formats(null, List.of()),
            new Interval(null, null),
            new DuckDbParquet(resources()));
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 2) {
      System.err.println("usage: QueryRatio ROUNDS FOLDER");
      System.exit(2);
    }
    QueryRatio ratio = new QueryRatio(Path.of(arguments[1]));
    ratio.print(Integer.parseInt(arguments[0]));
    System.exit(ratio.wrong ? 1 : 0);
  }

  private Resources resources() {
    return new Resources(threads, 2L << 30, folder.resolve("spill"), 20L << 30);
  }

  private List<Question> questions() {
    return List.of(
        new Question(
            "refused records by port",
            "filter action = 'REJECT' | stats count(*) as n by dstPort | sort n desc, dstPort",
            """
            SELECT dst_port, count(*) AS n FROM flows WHERE action = 'REJECT'
            GROUP BY dst_port ORDER BY n DESC, TRY_CAST(dst_port AS BIGINT)\
            """,
            () -> byPort("REJECT", 0, 1)),
        new Question(
            "bytes by port, a regular expression",
            "filter srcAddr like /^10\\.0\\./ | stats sum(bytes) as b by dstPort | sort b desc, dstPort",
            """
            SELECT dst_port, sum(bytes) AS b FROM flows WHERE regexp_matches(src_addr, '^10\\.0\\.')
            GROUP BY dst_port ORDER BY b DESC, TRY_CAST(dst_port AS BIGINT)\
            """,
            () -> byPort("", 1, 2)),
        new Question(
            "bytes of each five minutes",
            "stats sum(bytes) as b by bin(5m) as t | sort t",
            """
            SELECT strftime(make_timestamp((time - time % 300000) * 1000), '%Y-%m-%d %H:%M:%S.%g'),
              sum(bytes) AS b
            FROM flows GROUP BY time - time % 300000 ORDER BY time - time % 300000\
            """,
            null),
        new Question(
            "ten pairs of hosts with most bytes",
            "stats sum(bytes) as b by srcAddr, dstAddr | sort b desc, srcAddr, dstAddr | limit 10",
            """
            SELECT src_addr, dst_addr, sum(bytes) AS b FROM flows
            GROUP BY src_addr, dst_addr ORDER BY b DESC, src_addr, dst_addr LIMIT 10\
            """,
            null));
  }

  /**
   * The ports with a sum of a column of the truth, most first.
   *
   * @param verdict of the connections that count; empty for all
   * @param times a connection is seen at both of its ends
   */
  private List<String> byPort(String verdict, int column, int times) {
    Map<String, Long> sums = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(folder.resolve("truth.csv"))) {
        String[] fields = line.split(",");
        if (fields[3].equals(verdict) || verdict.isEmpty() && !fields[3].equals("verdict")) {
          sums.merge(fields[2], times * Long.parseLong(fields[4 + column]), Long::sum);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return sums.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(one -> Integer.valueOf(one.getKey())))
        .map(one -> one.getKey() + " " + one.getValue())
        .toList();
  }

  private void print(int rounds) throws Exception {
    System.out.println(
        "| Question | whichhop | SQL, same table | whichhop is faster by | SQL, read_csv | by |");
    System.out.println("|---|---|---|---|---|---|");
    for (Question question : questions()) {
      Measured own = new Measured(() -> insights(question));
      Measured same = new Measured(() -> sameTable(question));
      Measured csv = new Measured(() -> readCsv(question));
      List<Measured> all = List.of(own, same, csv);
      for (int round = 0; round <= rounds; round++) {
        for (Measured one : all) {
          one.run(round > 0);
        }
      }
      List<String> truth = question.rows() == null ? same.rows : question.rows().get();
      for (Measured one : all) {
        if (!one.rows.equals(truth)) {
          System.err.println(question.name() + ": expected " + truth + ", found " + one.rows);
          wrong = true;
        }
      }
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %.2f (%.2f) | %s | %.2f (%.2f) |%n",
          question.name(),
          own,
          same,
          least(same.seconds) / least(own.seconds),
          least(same.busy) / least(own.busy),
          csv,
          least(csv.seconds) / least(own.seconds),
          least(csv.busy) / least(own.busy));
    }
  }

  /** What a way to answer took each time, and what it answered last. */
  private static final class Measured {
    private final Callable<List<String>> way;
    private final List<Double> seconds = new ArrayList<>();

    /** Seconds of all processors together. */
    private final List<Double> busy = new ArrayList<>();

    private List<String> rows = List.of();

    Measured(Callable<List<String>> way) {
      this.way = way;
    }

    void run(boolean counts) throws Exception {
      long start = System.nanoTime();
      long busyStart = PROCESS.getProcessCpuTime();
      rows = way.call();
      if (counts) {
        seconds.add((System.nanoTime() - start) / 1e9);
        busy.add((PROCESS.getProcessCpuTime() - busyStart) / 1e9);
      }
    }

    /** Least, middle and most; in brackets the least of the processors. */
    @Override
    public String toString() {
      double[] sorted = seconds.stream().mapToDouble(one -> one).sorted().toArray();
      return String.format(
          Locale.ROOT,
          "%.2f / %.2f / %.2f (%.2f)",
          sorted[0],
          sorted[sorted.length / 2],
          sorted[sorted.length - 1],
          least(busy));
    }
  }

  private static double least(List<Double> seconds) {
    return seconds.stream().mapToDouble(one -> one).min().orElseThrow();
  }

  private List<String> insights(Question question) throws SQLException {
    try (Database database = Database.open(resources())) {
      CheckedQuery query = Analyser.check(question.insights(), Setting.of(EventFields.unknown()));
      DuckDbEngine engine = new DuckDbEngine(database, events, threads);
      List<String> rows =
          engine.run(query, Sources.of(List.of()), new Moment(0, 0, Long.MAX_VALUE)).rows().stream()
              .map(row -> String.join(" ", row))
              .toList();
      if (engine.leftToInterpreter() != null) {
        throw new IllegalStateException("left to the interpreter: " + question.insights());
      }
      return rows;
    }
  }

  private List<String> sameTable(Question question) throws SQLException {
    try (Database database = Database.open(resources())) {
      List<EventColumn> columns =
          List.of(
              text("src_addr", "srcAddr"),
              text("dst_addr", "dstAddr"),
              text("dst_port", "dstPort"),
              text("action", "action"),
              new EventColumn.Whole("bytes", () -> new FieldSource("bytes")::number),
              new EventColumn.Whole("time", () -> (event, _) -> event.timestamp()));
      database.add(TABLE, new EventTable(events, columns, threads));
      return rows(database.connection(), question.sql().replace(" flows", " flows()"));
    }
  }

  private static EventColumn text(String name, String field) {
    return new EventColumn.Text(name, () -> new FieldSource(field)::text);
  }

  private List<String> readCsv(Question question) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = " + threads);
      statement.execute("SET preserve_insertion_order = false");
      statement.execute(
          """
          CREATE VIEW flows AS SELECT srcaddr AS src_addr, dstaddr AS dst_addr, dstport AS dst_port,
            action, TRY_CAST(bytes AS BIGINT) AS bytes, TRY_CAST("start" AS BIGINT) * 1000 AS time
          FROM read_csv('%s/*.gz', delim = ' ', header = true, all_varchar = true)\
          """
              .formatted(folder));
      return rows(connection, question.sql());
    }
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          row.add(result.getString(column));
        }
        rows.add(String.join(" ", row));
      }
    }
    return rows;
  }
}
