package dev.whichhop.flows.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whichhop.flows.engine.LookupTable;
import dev.whichhop.flows.engine.Result;
import dev.whichhop.flows.engine.Sources;
import dev.whichhop.flows.event.LogEvent;
import dev.whichhop.flows.language.QueryError;
import dev.whichhop.flows.language.Source;
import dev.whichhop.flows.value.Assumption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What each command does with a few rows, worked out by hand from its page. */
class CommandsTest {
  private static final LogEvent[] FLOWS = {
    Answers.event(0, "src=10.0.0.1", "port=443", "bytes=100", "action=ACCEPT"),
    Answers.event(10, "src=10.0.0.2", "port=443", "bytes=50", "action=REJECT"),
    Answers.event(70, "src=10.0.0.1", "port=22", "bytes=-", "action=-"),
    Answers.event(130, "src=10.0.0.1", "port=443", "bytes=300", "action=ACCEPT"),
  };

  @Test
  void eventsComeNewestFirst() {
    assertThat(Answers.rows("fields port, bytes", FLOWS))
        .containsExactly("443|300", "22|-", "443|50", "443|100");
  }

  @Test
  void aQueryThatChoosesNothingShowsTimeAndMessage() {
    assertThat(Answers.run("filter port = 22", FLOWS).columns())
        .containsExactly("@timestamp", "@message");
    assertThat(Answers.rows("filter port = 22", FLOWS))
        .containsExactly("2026-01-31 00:01:10.000|10.0.0.1 22 - -");
  }

  @Test
  void severalFieldsAddUpAndDisplayDecides() {
    assertThat(Answers.run("fields src | fields port as p", FLOWS).columns())
        .containsExactly("src", "p");
    assertThat(Answers.rows("fields src, port * 2 as p | display p, p + 1 as q | limit 1", FLOWS))
        .containsExactly("886|887");
  }

  @Test
  void aggregates() {
    String query =
        "stats count(*), count(bytes), count(none), countDistinct(src), sum(bytes), avg(bytes),"
            + " min(bytes), max(bytes), sortsFirst(bytes), sortsLast(bytes),"
            + " earliest(port), latest(bytes), median(bytes), pct(bytes, 90), values(src)";
    assertThat(Answers.rows(query, FLOWS))
        .containsExactly(
            "4|4|0|2|450|150|50|300|-|300|443|300|100|300|[\"10.0.0.1\",\"10.0.0.2\"]");
  }

  /** Of 1 to 10: mean 5.5, squares of the distances add up to 82.5. */
  @Test
  void spreadsAndRanks() {
    LogEvent[] numbers = new LogEvent[10];
    for (int i = 0; i < 10; i++) {
      numbers[i] = Answers.event(i, "n=" + (i + 1));
    }
    assertThat(
            Answers.rows(
                "stats variance(n), round(stddev(n), 4), pct(n, 50), pct(n, 90), pct(n, 99),"
                    + " pct(n, 0), rate(n, 2s), histogram(n, 3)",
                numbers))
        .containsExactly("8.25|2.8723|5|9|10|1|2|{\"1 - 4\":3,\"4 - 7\":3,\"7 - 10\":4}");
  }

  @Test
  void groupsAreOrderedByWhatTheyAreGroupedBy() {
    assertThat(Answers.rows("stats sum(bytes) as s by port, action", FLOWS))
        .containsExactly("22|-|·", "443|ACCEPT|400", "443|REJECT|50");
  }

  @Test
  void missingValuesAreAGroup() {
    assertThat(
            Answers.rows(
                "stats count(*) by x", Answers.event(0, "x=1"), Answers.event(1), Answers.event(2)))
        .containsExactly("·|2", "1|1");
  }

  @Test
  void aliasesServeInTheSameListAndAfterwards() {
    assertThat(
            Answers.rows(
                "stats max(bytes) as most, min(bytes) as least, most - least as spread by port"
                    + " | filter spread > 0 | sort spread",
                FLOWS))
        .containsExactly("443|300|50|250");
    assertThat(Answers.rows("stats sum(bytes) by port | sort sum(bytes) desc", FLOWS))
        .containsExactly("443|450", "22|·");
    assertThat(Answers.rows("stats sum(bytes) by port | display `sum(bytes)` / 2 as half", FLOWS))
        .containsExactly("·", "225");
  }

  @Test
  void binsAndSecondStats() {
    String query =
        "stats sum(bytes) as s by bin(1m) as @t, src | stats max(s) as top by datefloor(@t, 1h) as"
            + " h";
    assertThat(Answers.rows(query, FLOWS)).containsExactly("2026-01-31 00:00:00.000|300");
    assertThat(Answers.rows("stats count(*) by bin(1m) offset 1h", FLOWS))
        .containsExactly(
            "2026-01-31 01:00:00.000|2", "2026-01-31 01:01:00.000|1", "2026-01-31 01:02:00.000|1");
  }

  @Test
  void statsOfNothing() {
    Result result = Answers.run("filter port = 1 | stats count(*), sum(bytes)", FLOWS);
    assertThat(Answers.rows(result)).containsExactly("0|·");
    assertThat(result.met()).containsExactly(Assumption.STATS_OF_NOTHING);
    assertThat(Answers.rows("filter port = 1 | stats count(*) by src", FLOWS)).isEmpty();
  }

  /** The example of the page of {@code sort}, from its last line to its first. */
  @Test
  void sortsNaturally() {
    String[] sorted = {
      "!",
      "#",
      "*%04",
      "0#",
      "5A",
      "111A",
      "2345_",
      "@",
      "@_",
      "A",
      "A9876fghj",
      "a12345hfh",
      "0",
      "01",
      "1",
      "2",
      "3"
    };
    LogEvent[] events = new LogEvent[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      // Read newest first, 01 comes before its equal 1.
      events[i] = Answers.event(1000 - i, "v=" + sorted[i]);
    }
    List<LogEvent> reversed = List.of(events).reversed();
    assertThat(Answers.rows("fields v | sort v asc", reversed.toArray(new LogEvent[0])))
        .containsExactly(sorted);
    assertThat(Answers.rows("fields v | sort v desc | limit 3", events))
        .containsExactly("3", "2", "01");
  }

  @Test
  void limitKeepsTheFirstAndTellsOfTies() {
    Result result = Answers.run("fields src | sort port desc | limit 2", FLOWS);
    assertThat(Answers.rows(result)).containsExactly("10.0.0.1", "10.0.0.2");
    assertThat(result.met()).containsExactly(Assumption.TIES_AT_LIMIT);
    assertThat(Answers.run("fields src | sort bytes desc | limit 2", FLOWS).met()).isEmpty();
    assertThat(Answers.rows("fields port | sort bytes | limit 2 | filter port = 443", FLOWS))
        .containsExactly("443");
  }

  /** Ties are told by the order that the rows have, not by that of the events before. */
  @Test
  void limitTellsOfTiesInTheOrderOfTheLastCommand() {
    assertThat(Answers.run("countFrequent port | limit 1", FLOWS).met()).isEmpty();
    assertThat(Answers.run("countFrequent src, port | limit 2", FLOWS).met())
        .containsExactly(Assumption.TIES_AT_LIMIT);
    assertThat(
            Answers.run(
                    "stats count(*) as n by bin(1m) | sort n | fillmissing with 0 for n | limit 2",
                    FLOWS)
                .met())
        .isEmpty();
  }

  @Test
  void countsWhatMatched() {
    Result result = Answers.run("filter port = 443 | stats count(*) by src", FLOWS);
    assertThat(result.recordsScanned()).isEqualTo(4);
    assertThat(result.recordsMatched()).isEqualTo(3);
  }

  @Test
  void parsesGlobs() {
    LogEvent event = Answers.message(0, "user=John, method:query, latency := 29 ms");
    assertThat(
            Answers.rows(
                "parse 'user=*, method:*, latency := *' as u, m, l | display u, m, l", event))
        .containsExactly("John|query|29 ms");
    assertThat(Answers.rows("parse '*, method:*,' as u, m | display u, m", event))
        .containsExactly("user=John|query");
    assertThat(Answers.rows("parse 'user=*;' as u | display u", event)).containsExactly("·");
    assertThat(Answers.run("parse 'user=*,' as u", event).columns())
        .containsExactly("@timestamp", "@message", "u");
  }

  @Test
  void parsesRegularExpressions() {
    LogEvent event = Answers.message(0, "GET /a/b 200");
    assertThat(
            Answers.rows(
                "parse /(?<verb>[A-Z]+) \\/(?<path>\\S+)( (?<none>x))?/ | display verb, path, none",
                event))
        .containsExactly("GET|a/b|·");
  }

  /** Compiling such a pattern takes far longer than matching it. */
  @Test
  @Timeout(10)
  void expressionsAreCompiledOnceForAllRows() {
    LogEvent[] events = new LogEvent[40_000];
    Arrays.setAll(events, i -> Answers.message(i, "a" + i));
    assertThat(
            Answers.rows(
                "parse @message /(?<x>[a-z]{1000}|[A-Z]{1000}|[0-9]{1000})/"
                    + " | fields regexReplace(@message, '[0-9]{1000}', '') as y"
                    + " | stats count(x), countDistinct(y)",
                events))
        .containsExactly("0|40000");
  }

  @Test
  void dedupKeepsTheFirstAndAllThatLackAValue() {
    assertThat(Answers.rows("fields src, port | dedup src", FLOWS))
        .containsExactly("10.0.0.1|443", "10.0.0.2|443");
    assertThat(Answers.rows("fields port | dedup none", FLOWS)).hasSize(4);
  }

  @Test
  void listsBecomeRows() {
    LogEvent event = Answers.message(0, "{\"host\":\"h\",\"items\":[{\"a\":1},{\"a\":2}]}");
    assertThat(
            Answers.rows(
                "fields jsonParse(@message) as m | unnest m.items into item | display host, item.a",
                event))
        .containsExactly("h|1", "h|2");
    assertThat(Answers.rows("unnest host into one | display one", event)).containsExactly("h");
    assertThat(Answers.rows("expand items | stats count(*) as n by host", event))
        .containsExactly("h|2");
  }

  @Test
  void indexesAreFilters() {
    assertThat(Answers.rows("filterIndex port in [22, 80] | fields src", FLOWS))
        .containsExactly("10.0.0.1");
  }

  @Test
  void seriesOfRows() {
    assertThat(Answers.rows("fields bytes | sort @timestamp | accum bytes as sum", FLOWS))
        .containsExactly("100|100", "50|150", "-|150", "300|450");
    assertThat(Answers.rows("fields port | autoregress port p=1-2", FLOWS))
        .containsExactly("443|·|·", "22|443|·", "443|22|443", "443|443|22");
    assertThat(Answers.rows("fields port, bytes | addtotals col=true | limit 5", FLOWS))
        .containsExactly("443|300|743", "22|-|22", "443|50|493", "443|100|543", "1351|450|·");
    assertThat(Answers.rows("countFrequent port", FLOWS)).containsExactly("443|3", "22|1");
    assertThat(Answers.rows("fields src | sort @timestamp | sessionize src maxspan 1m as s", FLOWS))
        .containsExactly("10.0.0.1|1", "10.0.0.2|2", "10.0.0.1|3", "10.0.0.1|3");
    assertThat(Answers.rows("estimate", FLOWS)).containsExactly("83");
  }

  @Test
  void gapsAreFilled() {
    LogEvent[] events = {
      Answers.event(0, "n=1", "x=a"), Answers.event(1, "n=2"), Answers.event(180, "n=3"),
    };
    assertThat(Answers.rows("fields n, x | sort n | filldown x", events))
        .containsExactly("1|a", "2|a", "3|a");
    assertThat(
            Answers.rows(
                "stats sum(n) as s by bin(1m) as t | fillmissing with 0 for s | display s", events))
        .containsExactly("3", "0", "0", "3");
  }

  @Test
  void gapsAreFilledBetweenTimesOnly() {
    LogEvent[] events = {
      Answers.event(0, "at=60000", "n=1"),
      Answers.event(1, "n=2"),
      Answers.event(2, "at=180000", "n=3"),
    };
    assertThat(
            Answers.rows(
                "stats sum(n) as s by datefloor(at, 1m) as t | fillmissing with 0 for s", events))
        .containsExactly(
            "·|2",
            "1970-01-01 00:01:00.000|1",
            "1970-01-01 00:02:00.000|0",
            "1970-01-01 00:03:00.000|3");
    assertThat(
            Answers.rows(
                "filter n = 2 | stats sum(n) as s by datefloor(at, 1m) as t | fillmissing", events))
        .containsExactly("·|2");
  }

  @Test
  void gapsOfMovedMonthsAreFilled() {
    int days = 86_400;
    assertThat(
            Answers.rows(
                "stats count(*) as n by bin(1mo) as t offset 1h | fillmissing with 0 for n",
                Answers.event(0),
                Answers.event(40 * days)))
        .containsExactly(
            "2026-01-01 01:00:00.000|1", "2026-02-01 01:00:00.000|0", "2026-03-01 01:00:00.000|1");
  }

  /** 200 seconds of milliseconds, and 2 groups of 60 seconds. */
  @Test
  void gapsBeyondTheLargestLimitAreNotFilled() {
    LogEvent[] ofOne = {Answers.event(0, "n=1"), Answers.event(200, "n=1")};
    LogEvent[] ofTwo = {Answers.event(0, "n=1"), Answers.event(60, "n=2")};
    for (LogEvent[] events : List.of(ofOne, ofTwo)) {
      assertThatThrownBy(
              () -> Answers.rows("stats count(*) by bin(1ms), n | fillmissing | limit 1", events))
          .isInstanceOf(QueryError.class)
          .hasMessageStartingWith("fillmissing would give more than 100000 rows");
    }
  }

  /** Sorted 1 2 3 4 100: median 3, quartiles 2 and 4, so that all beyond 3 + 2.5 * 2 is far. */
  @Test
  void outliers() {
    LogEvent[] events = new LogEvent[5];
    String[] numbers = {"1", "2", "3", "4", "100"};
    for (int i = 0; i < 5; i++) {
      events[i] = Answers.event(i, "n=" + numbers[i]);
    }
    assertThat(Answers.rows("fields n | sort n | outlier n", events))
        .containsExactly("1", "2", "3", "4", "8");
    assertThat(Answers.rows("fields n | sort n | outlier action=remove n", events))
        .containsExactly("1", "2", "3", "4");
  }

  @Test
  void looksUp() {
    Sources sources =
        sources(
            new LookupTable(
                List.of("net", "owner"),
                List.of(List.of("10.0.0.0/8", "all"), List.of("10.0.0.2/32", "one"))),
            List.of());
    assertThat(
            Answers.rows(
                Answers.run("fields src | cidrlookup nets src OUTPUT owner as o", sources)))
        .containsExactly("10.0.0.1|all", "10.0.0.1|all", "10.0.0.2|one", "10.0.0.1|all");
    assertThat(
            Answers.rows(
                Answers.run(
                    "fields src | lookup nets owner as src OUTPUTNEW net | limit 1", sources)))
        .containsExactly("10.0.0.1|·");
  }

  @Test
  void joinsAndAsksOtherLogs() {
    Sources sources =
        sources(
            new LookupTable(List.of(), List.of()),
            List.of(
                Answers.event(5, "p=443", "name=https"), Answers.event(6, "p=25", "name=smtp")));
    assertThat(
            Answers.rows(
                Answers.run(
                    "join type=left left=a right=b where a.port = b.p (SOURCE 'x')"
                        + " | display a.src, b.name",
                    sources)))
        .containsExactly("10.0.0.1|https", "10.0.0.1|·", "10.0.0.2|https", "10.0.0.1|https");
    assertThat(
            Answers.rows(
                Answers.run(
                    "join left=a right=b where a.port = b.p (SOURCE 'x') | stats count(*)",
                    sources)))
        .containsExactly("3");
    assertThat(
            Answers.rows(
                Answers.run("filter port not in (SOURCE 'x' | fields p) | fields port", sources)))
        .containsExactly("22");
    assertThat(
            Answers.rows(
                Answers.run(
                    "fields port | sort @timestamp | appendcols (SOURCE 'x' | fields p, name)",
                    sources)))
        .containsExactly("443|25|smtp", "443|443|https", "22|·|·", "443|·|·");
  }

  private static Sources sources(LookupTable table, List<LogEvent> other) {
    return new Sources() {
      @Override
      public Iterable<LogEvent> events() {
        return List.of(FLOWS);
      }

      @Override
      public Optional<Iterable<LogEvent>> events(Source source) {
        return Optional.of(other);
      }

      @Override
      public Optional<LookupTable> table(String name) {
        return Optional.of(table);
      }
    };
  }
}
