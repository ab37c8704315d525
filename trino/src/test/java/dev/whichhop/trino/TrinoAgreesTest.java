package dev.whichhop.trino;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whichhop.flows.analysis.Analyser;
import dev.whichhop.flows.analysis.CheckedQuery;
import dev.whichhop.flows.analysis.EventFields;
import dev.whichhop.flows.analysis.Setting;
import dev.whichhop.flows.engine.Engine;
import dev.whichhop.flows.engine.Result;
import dev.whichhop.flows.engine.Sources;
import dev.whichhop.flows.event.LogEvent;
import dev.whichhop.flows.function.Moment;
import dev.whichhop.flows.input.Formats;
import dev.whichhop.flows.input.Interval;
import dev.whichhop.flows.input.LogEvents;
import dev.whichhop.flows.input.LogFile;
import dev.whichhop.flows.input.LogKind;
import dev.whichhop.flows.reference.ReferenceEngine;
import dev.whichhop.flows.trino.TrinoAddress;
import dev.whichhop.flows.trino.TrinoEngine;
import dev.whichhop.flows.trino.TrinoEngine.Share;
import dev.whichhop.flows.trino.TrinoException;
import dev.whichhop.flows.trino.TrinoTable;
import dev.whichhop.flows.value.Assumption;
import dev.whichhop.records.flowlog.FlowLogFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same query has the same rows in Trino, over Parquet, and in the interpreter, over the text of
 * the same records; each number is a query.
 */
class TrinoAgreesTest {
  private static final int QUERIES = Integer.getInteger("whichhop.queries", 300);
  private static final Interval SOME =
      new Interval(
          Instant.parse("2026-03-01T23:40:00.500Z"), Instant.parse("2026-03-02T00:20:00Z"));

  @TempDir private static Path folder;
  private static Lake lake;
  private static Records records;
  private static TrinoTable table;

  @BeforeAll
  static void start() throws Exception {
    records = new Records(7);
    Path parquet = folder.resolve("flow");
    records.writeParquet(Files.createDirectories(parquet));
    lake = new Lake(folder);
    lake.execute(Records.table("flow", "local:///flow"));
    lake.execute("CALL system.sync_partition_metadata('logs', 'flow', 'ADD')");
    lake.execute("CREATE TABLE other (id bigint, name varchar)");
    table = TrinoTable.open(address("flow"), "nobody", null);
  }

  @AfterAll
  static void stop() throws IOException {
    if (table != null) {
      table.close();
    }
    if (lake != null) {
      lake.close();
    }
  }

  private static TrinoAddress address(String name) {
    return TrinoAddress.parse(lake.address(name)).orElseThrow();
  }

  @Test
  void generatedQueriesHaveTheSameRows() {
    int summed = 0;
    int filtered = 0;
    for (int seed = 0; seed < QUERIES; seed++) {
      Share left =
          agree(seed + ": ", new Questions(seed).next(), seed % 3 == 0 ? SOME : Interval.ALWAYS);
      summed += left == Share.STATS ? 1 : 0;
      filtered += left == Share.FILTER ? 1 : 0;
    }
    System.out.println(QUERIES + " queries, stats in Trino: " + summed + ", filter: " + filtered);
    assertThat(summed).as("queries whose stats Trino computed").isGreaterThan(QUERIES / 5);
    assertThat(filtered).as("queries whose filter Trino applied").isGreaterThan(QUERIES / 20);
  }

  @Test
  void queriesThatPeopleAskHaveTheSameRows() {
    for (String query :
        List.of(
            "filter action = \"REJECT\" | stats count(*) as n by srcAddr, dstPort | sort n desc",
            "stats sum(bytes) / 1024 / 1024 as mib by bin(5m), interfaceId | filter mib > 1",
            "filter isIpv4InSubnet(srcAddr, \"10.0.0.0/8\") and dstPort in [443, 8080]"
                + " | stats sum(packets) as p by dstAddr | sort p desc, dstAddr | limit 3",
            "fields @timestamp, srcAddr, dstAddr | filter logStatus = 'NODATA' | sort @timestamp",
            "filter dstPort = 22 | display srcAddr | dedup srcAddr",
            "parse @message '* * * *' as v, account, eni, src | stats count(*) by eni",
            "stats count(*) by srcAddr | stats max(`count(*)`) as most",
            "filter dstPort = 12345 | stats count(*), sum(bytes)",
            "filter bytes > 8589934591 | stats pct(bytes, 99)")) {
      agree("", query, Interval.ALWAYS);
    }
  }

  @Test
  void sumsThatDoublesCannotHoldAreComputedFromTheRows() {
    lake.execute(
        "CREATE TABLE large AS SELECT 2 AS version, 'eni-1' AS interface_id, '10.0.0.1' AS srcaddr,"
            + " '10.0.0.2' AS dstaddr, x AS bytes, BIGINT '1772400000' AS start, BIGINT"
            + " '1772400060' AS \"end\", 'ACCEPT' AS action FROM (VALUES BIGINT"
            + " '9007199254740991', BIGINT '3', BIGINT '5') AS t(x)");
    try (TrinoTable large = TrinoTable.open(address("large"), "nobody", null)) {
      CheckedQuery query = check("stats sum(bytes) as b", large);
      TrinoEngine engine = engine(large, Interval.ALWAYS);
      Result result = engine.run(query, Sources.of(List.of()), moment(Interval.ALWAYS));
      assertThat(engine.leftToTrino()).isEqualTo(Share.ROWS);
      assertThat(result.rows().getFirst().getFirst()).isEqualTo("9007199254741000");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void failuresSayWhatToDo() {
    assertThatThrownBy(() -> TrinoTable.open(address("other"), "nobody", null))
        .isInstanceOf(TrinoException.class)
        .hasMessageContaining("expected a table of flow logs")
        .hasMessageContaining("id, name");
    assertThatThrownBy(() -> TrinoTable.open(address("none"), "nobody", null))
        .isInstanceOf(TrinoException.class)
        .hasMessageContaining("does not exist");
    TrinoAddress nobodyThere = TrinoAddress.parse("trino+http://127.0.0.1:1/a/b/c").orElseThrow();
    assertThatThrownBy(() -> TrinoTable.open(nobodyThere, "nobody", null))
        .isInstanceOf(TrinoException.class)
        .hasMessageContaining("127.0.0.1:1");
  }

  /** What Trino was left. */
  private static Share agree(String name, String text, Interval interval) {
    CheckedQuery query = check(text, table);
    List<LogEvent> events = events(file(), interval);
    Result expected = new ReferenceEngine().run(query, Sources.of(events), moment(interval));
    TrinoEngine engine = engine(table, interval);
    Result result = engine.run(query, Sources.of(List.of()), moment(interval));
    String as = name + text + " [" + engine.leftToTrino() + "]";
    assertThat(result.columns()).as(as).isEqualTo(expected.columns());
    assertThat(result.recordsMatched()).as(as).isEqualTo(expected.recordsMatched());
    assertThat(result.recordsScanned()).as(as).isEqualTo(expected.recordsScanned());
    assertThat(result.met()).as(as).isEqualTo(expected.met());
    if (!expected.met().contains(Assumption.TIES_AT_LIMIT)) {
      assertThat(sorted(result)).as(as).isEqualTo(sorted(expected));
      if (engine.leftToTrino() == Share.STATS) {
        assertThat(result.rows()).as(as).isEqualTo(expected.rows());
      }
    }
    return engine.leftToTrino();
  }

  /** A table has no order of reading, so that of equal rows is open. */
  private static List<String> sorted(Result result) {
    return result.rows().stream().map(String::valueOf).sorted(Comparator.naturalOrder()).toList();
  }

  private static CheckedQuery check(String text, TrinoTable table) {
    Set<String> fields =
        Set.copyOf(FlowLogFormat.ofNames(Records.FIELDS).orElseThrow().discoveredFields());
    return Analyser.check(text, Setting.of(EventFields.of(fields)));
  }

  private static TrinoEngine engine(TrinoTable table, Interval interval) {
    return new TrinoEngine(table, interval, file -> onRows(file, interval));
  }

  private static Engine onRows(LogFile file, Interval interval) {
    return (query, _, moment) ->
        new ReferenceEngine().run(query, Sources.of(events(file, interval)), moment);
  }

  private static LogFile file() {
    byte[] bytes = records.text().getBytes(UTF_8);
    return new LogFile(
        "text", null, bytes.length, LogKind.TEXT, () -> new ByteArrayInputStream(bytes));
  }

  private static List<LogEvent> events(LogFile file, Interval interval) {
    List<LogEvent> events = new ArrayList<>();
    try (LogEvents all =
        new LogEvents(List.of(file), Formats.NONE, interval, TrinoAgreesTest::noParquet)) {
      for (LogEvent event = all.next(); event != null; event = all.next()) {
        events.add(event);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return events;
  }

  private static dev.whichhop.flows.input.@Nullable Messages noParquet(LogFile file) {
    throw new IllegalStateException("no Parquet: " + file.name());
  }

  private static Moment moment(Interval interval) {
    long start = interval.from() == null ? 0 : interval.from().toEpochMilli();
    long end = interval.to() == null ? 1L << 42 : interval.to().toEpochMilli();
    return new Moment(end, start, end);
  }
}
