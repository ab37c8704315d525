package dev.whichhop.flows.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.whichhop.flows.analysis.CheckedQuery;
import dev.whichhop.flows.engine.Result;
import dev.whichhop.flows.event.LogEvent;
import dev.whichhop.flows.input.LogFile;
import dev.whichhop.flows.input.Samples;
import dev.whichhop.flows.language.QueryError;
import dev.whichhop.flows.language.SampleQueries;
import dev.whichhop.flows.language.SampleQueries.Sample;
import dev.whichhop.model.evidence.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The interpreter and DuckDB give the same rows, counts and assumptions. */
class EnginesAgreeTest {
  /** Values that are easily taken for something else. */
  private static final List<String> VALUES =
      List.of(
          "",
          "-",
          "0",
          "-0",
          "00",
          "1",
          "1.0",
          "01",
          "22",
          "022",
          "22.50",
          "1e2",
          "100",
          "-5",
          "+5",
          " 5",
          "0.1",
          "0.2",
          "1e400",
          "NaN",
          "true",
          "False",
          "9007199254740993",
          "9007199254740992",
          "a1b",
          "a01b",
          "a10b",
          "A1b",
          "Ünï çode 😀",
          "10.0.0.1",
          "fe80::1",
          "[1,2]",
          "{\"a\":{\"b\":7}}");

  @TempDir private Path folder;

  /** They are no events of 1969, and not the earliest ones. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "fields @timestamp, @message",
        "stats count(@timestamp) as n, min(@timestamp) as first",
        "stats earliest(@message) as first, latest(@message) as last",
        "stats count(*) as n by bin(1m)",
        "filter ispresent(@timestamp) | fields @message"
      })
  void onEventsWhoseTimeIsUnknown(String text) throws SQLException {
    List<LogEvent> events =
        List.of(
            new LogEvent(-1, "a", "", "untimed", Map.of(), new Place("a", 1, "")),
            new LogEvent(60_000, "a", "", "timed", Map.of(), new Place("a", 2, "")),
            new LogEvent(-1, "a", "", "untimed too", Map.of(), new Place("a", 3, "")));
    try (TwoEngines engines = TwoEngines.over(events, folder)) {
      CheckedQuery query = TwoEngines.check(text);
      Result expected = engines.interpreter(query);
      assertThat(expected.rows().toString()).doesNotContain("1969").doesNotContain("-1");
      assertThat(engines.duckDb(query)).isEqualTo(expected);
      assertThat(engines.left()).isNull();
    }
  }

  @Test
  void onCollectedQueriesOverRealRecords() throws IOException, SQLException {
    assumeTrue(SampleQueries.present(), "SKIPPED: no collected queries beside the project");
    List<String> differing = new ArrayList<>();
    int byDuckDb = 0;
    try (TwoEngines engines = TwoEngines.over(records(), folder)) {
      for (Sample sample : SampleQueries.all()) {
        try {
          CheckedQuery query = TwoEngines.check(sample.query());
          Result expected = engines.interpreter(query);
          if (!engines.duckDb(query).equals(expected)) {
            differing.add(sample + "\n" + sample.query());
          }
          byDuckDb += engines.left() == null ? 1 : 0;
        } catch (QueryError refused) {
          // Which queries are refused is no question of engines.
        }
      }
    }
    assertThat(differing).isEmpty();
    assertThat(byDuckDb).isGreaterThanOrEqualTo(140);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fields a, b | sort a, b desc",
        "fields a, b | sort a desc, b",
        "filter a = b",
        "filter a != b | fields a, b",
        "filter a < b | fields a, b",
        "filter a >= b | fields a, b",
        "filter a = 22 or b = 1 | fields a, b",
        "filter a = '22' | fields a",
        "filter a != 1 | fields a",
        "filter not (a = 1) | fields a",
        "filter a in [1, '-', 'true', 9007199254740993] | fields a",
        "filter a not in [1, '-'] | fields a",
        "filter dstPort in [1, '-'] | fields dstPort",
        "filter dstPort not in [22, '0'] | fields dstPort",
        "filter dstPort = srcPort | fields dstPort, srcPort",
        "filter dstPort != srcPort | fields dstPort, srcPort",
        "filter a | fields a",
        "filter not a | fields a",
        "filter a like '1' | fields a",
        "filter a not like /[0-9]/ | fields a",
        "filter a like /(?i)A\\d+b/ | fields a",
        "filter dstPort like /2/ | fields dstPort",
        "fields a + b as c, c * 2 as d, d / 0 as e, -c as f | sort c, d",
        "fields a % b as c, a ^ b as d, a - b as e | sort c, d, e",
        "fields if(a > 1, a, 'small') as c | sort c",
        "fields coalesce(a, b, 1) as c, case(a = 1, 'one', b = 1, bytes, 2) as d | sort c, d",
        "fields a > b as c | sort c | filter c = 1",
        "stats count(*) by a",
        "stats count(*), count(b), countDistinct(b) by a",
        "stats sum(bytes), avg(bytes), min(bytes), max(bytes) by srcPort",
        "stats sum(a), avg(a), min(a), max(a), stddev(a), variance(a) by b",
        "stats pct(a, 50), pct(bytes, 99), median(dstPort), pct(a, 0.1) by srcPort",
        "stats pct(a, 50), sum(a * 0.1), stddev(bytes)",
        "stats earliest(a), latest(b), sortsFirst(a), sortsLast(b) by srcPort",
        "stats values(a) by srcPort",
        "stats count(*) as n by bin(5m) | sort n desc | limit 3",
        "stats count(*) by bin(1mo), a > 1",
        "stats sum(bytes) / 1024 as kb, kb * 2 as twice by dstPort | sort twice desc | limit 4",
        "stats count(*) as n by a | stats max(n), count(*) by n",
        "stats count(*) by a | filter a = 1",
        "filter nothing = 1 | stats count(*), sum(bytes), max(bytes)",
        "filter nothing = 1 | stats count(*) by a",
        "limit 3 | stats count(*), sum(bytes)",
        "sort a | limit 7 | fields a",
        "sort srcPort | limit 2 | fields srcPort, a",
        "fields srcPort, bytes | dedup srcPort",
        "fields a, b | sort b | dedup a, b | limit 5",
        "parse @message '* * *' as x, y, z | filter y like '1' | stats count(*) by x",
        "parse @message /(?<x>[0-9]+) (?<y>.*)/ | fields x, y | sort x, y",
        "fields jsonParse(b) as j, j.a.b as c | sort c",
        "fields strlen(a) as l, toupper(a) as u, substr(a, 1) as s | sort l, u, s",
        "fields isIpInSubnet(a, '10.0.0.0/8') as i | filter i = 1",
        "filter isValidIp(a) | fields a",
        "fields @timestamp, bin(1h), datefloor(@timestamp, 1w), dateceil(@timestamp, 1d)",
        "fields tomillis(@timestamp) as t | filter @timestamp > 1600000100000 | sort t",
        "display a | limit 2",
        "fields concat(a, b) as c | display c, a | sort c",
        "fields @logStream, @log, @ptr | limit 4",
        "fields a as x | fields x as y | fields y as z | filter z = 1 | stats count(*) by z",
        "fields greatest(a, b, 3) as g, least(a, b) as l | sort g desc, l | limit 9"
      })
  void onValuesOfEveryKind(String text) throws SQLException {
    CheckedQuery query = TwoEngines.check(text);
    try (TwoEngines engines = TwoEngines.over(events(), folder)) {
      Result expected = engines.interpreter(query);
      assertThat(engines.duckDb(query)).isEqualTo(expected);
    }
  }

  private static List<LogFile> records() throws IOException {
    return Samples.all().values().stream().map(Samples.Sample::fileWithHeader).toList();
  }

  /** Every pair of values, some events at the same moment, some fields missing. */
  private static List<LogEvent> events() {
    List<LogEvent> events = new ArrayList<>();
    for (int i = 0; i < VALUES.size() * 7; i++) {
      Map<String, String> fields = new LinkedHashMap<>();
      String a = VALUES.get(i % VALUES.size());
      String b = VALUES.get(i * 5 % VALUES.size());
      if (i % 11 != 0) {
        fields.put("a", a);
      }
      if (i % 13 != 0) {
        fields.put("b", b);
      }
      fields.put("bytes", i % 10 == 0 ? "-" : String.valueOf(i * 37));
      fields.put("srcPort", i % 9 == 0 ? "-" : String.valueOf(i % 4));
      if (i % 17 != 0) {
        fields.put("dstPort", i % 3 == 0 ? "-" : String.valueOf(22 * (i % 5)));
      }
      long time = 1_600_000_000_000L + i / 3 * 61_001L;
      String message = i + " " + a + " " + b;
      events.add(
          new LogEvent(time, "log", "stream" + i % 2, message, fields, new Place("f", i + 1, "")));
    }
    return events;
  }
}
