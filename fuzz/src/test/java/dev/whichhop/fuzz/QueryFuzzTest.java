package dev.whichhop.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.whichhop.flows.analysis.Analyser;
import dev.whichhop.flows.analysis.CheckedQuery;
import dev.whichhop.flows.analysis.EventFields;
import dev.whichhop.flows.analysis.Setting;
import dev.whichhop.flows.engine.Result;
import dev.whichhop.flows.engine.Sources;
import dev.whichhop.flows.event.LogEvent;
import dev.whichhop.flows.function.Moment;
import dev.whichhop.flows.language.Query;
import dev.whichhop.flows.language.QueryError;
import dev.whichhop.flows.language.QueryParser;
import dev.whichhop.flows.language.QueryText;
import dev.whichhop.flows.reference.ReferenceEngine;
import dev.whichhop.model.evidence.Place;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody types is a query or has an error with its place; nothing else happens. */
class QueryFuzzTest {
  private static final long START = 1_700_000_000_000L;

  private static final List<LogEvent> EVENTS =
      List.of(
          new LogEvent(
              START,
              "flows",
              "eni-0a1b",
              "2 123456789010 eni-0a1b 10.0.1.5 10.0.2.9 43416 443 6 8 1420 1700000000 1700000060"
                  + " ACCEPT OK",
              Map.of("srcAddr", "10.0.1.5", "dstPort", "443", "bytes", "1420"),
              Place.line("fuzzed", 1)),
          new LogEvent(
              START + 60_000,
              "flows",
              "eni-0a1b",
              "{\"a\": {\"b\": [1, \"x\"]}}",
              Map.of(),
              Place.line("fuzzed", 2)));

  private static final Moment MOMENT = new Moment(START + 600_000, START, START + 599_999);

  @ValueSource(
      strings = {
        "filter dstPort = 443 and not isIpv4InSubnet(srcAddr, \"10.0.0.0/8\")"
            + " | stats sum(bytes) as b, count(*) by bin(5m), srcAddr | sort b desc | limit 20",
        "fields @timestamp, strlen(@message) as n | parse @message '* * * *' as a, b, c, d"
            + " | dedup a | display n",
        "parse @message /(?<who>eni-[0-9a-f]+) (?<from>\\S+)/ # a comment\n| filter who like /^e/",
        "fields coalesce(a.b.0, `strange name`) % 2 ^ -1 in [1, 'x']",
        "SOURCE logGroups(namePrefix: ['a']) START=-1h | pattern @message | anomaly",
      })
  @FuzzTest(maxDuration = "1m")
  void everyTextIsAQueryOrAnError(@NotNull String text) {
    Query tree;
    try {
      tree = QueryParser.parse(text);
    } catch (QueryError error) {
      assertThat(error.getMessage()).isNotBlank();
      return;
    }
    assertThat(QueryParser.parse(QueryText.of(tree))).isEqualTo(tree);
    try {
      CheckedQuery query = Analyser.check(text, Setting.of(EventFields.unknown()));
      Result result = new ReferenceEngine().run(query, Sources.of(EVENTS), MOMENT);
      assertThat(result.rows()).allMatch(row -> row.size() == result.columns().size());
    } catch (QueryError refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }
}
