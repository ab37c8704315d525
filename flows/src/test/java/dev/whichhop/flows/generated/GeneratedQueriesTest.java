package dev.whichhop.flows.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.flows.analysis.Analyser;
import dev.whichhop.flows.analysis.CheckedQuery;
import dev.whichhop.flows.analysis.EventFields;
import dev.whichhop.flows.analysis.Setting;
import dev.whichhop.flows.engine.Result;
import dev.whichhop.flows.function.Moment;
import dev.whichhop.flows.language.Query;
import dev.whichhop.flows.language.QueryError;
import dev.whichhop.flows.language.QueryParser;
import dev.whichhop.flows.language.QueryText;
import dev.whichhop.flows.reference.ReferenceEngine;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GeneratedQueriesTest {
  private static final Moment MOMENT =
      new Moment(
          EventGenerator.START + 600_000, EventGenerator.START, EventGenerator.START + 299_999);

  @Property(seed = "2026", tries = 3000)
  void formattingKeepsTheTree(@ForAll long seed) {
    Query query = new QueryGenerator(seed).query();
    String text = QueryText.of(query);
    assertThat(QueryParser.parse(text)).as(text).isEqualTo(query);
  }

  @Property(seed = "2026", tries = 1000)
  void everyGeneratedQueryRuns(@ForAll long seed) {
    String text = QueryText.of(new QueryGenerator(seed).query());
    CheckedQuery query = Analyser.check(text, Setting.of(EventFields.unknown()));
    Result result;
    try {
      result = new ReferenceEngine().run(query, GeneratedSources.of(seed, 25), MOMENT);
    } catch (QueryError refused) {
      // Five minutes in milliseconds are more rows than any answer may have.
      assertThat(refused).as(text).hasMessageStartingWith("fillmissing would give more than");
      return;
    }
    assertThat(result.rows()).as(text).allMatch(row -> row.size() == result.columns().size());
  }

  /** Checking resolves names once and for all: what it gives is checked to the same. */
  @Property(seed = "2026", tries = 500)
  void checkingTwiceChangesNothing(@ForAll long seed) {
    Setting setting = Setting.of(EventFields.of(EventGenerator.NAMES));
    Query once = Analyser.check(QueryText.of(new QueryGenerator(seed).query()), setting).query();
    Query twice = Analyser.check(QueryText.of(once), setting).query();
    assertThat(twice).isEqualTo(once);
  }

  @Test
  void everyProductionAndFunctionIsGenerated() {
    Coverage coverage = new Coverage();
    for (long seed = 0; seed < 10_000; seed++) {
      coverage.count(new QueryGenerator(seed).query());
    }
    assertThat(Coverage.expected())
        .as(coverage.report())
        .allMatch(production -> coverage.of(production) >= 20);
  }
}
