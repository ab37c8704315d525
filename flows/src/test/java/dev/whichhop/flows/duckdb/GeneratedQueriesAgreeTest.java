package dev.whichhop.flows.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.flows.analysis.Analyser;
import dev.whichhop.flows.analysis.CheckedQuery;
import dev.whichhop.flows.analysis.EventFields;
import dev.whichhop.flows.analysis.Setting;
import dev.whichhop.flows.engine.Result;
import dev.whichhop.flows.function.Moment;
import dev.whichhop.flows.generated.Coverage;
import dev.whichhop.flows.generated.EventGenerator;
import dev.whichhop.flows.generated.GeneratedSources;
import dev.whichhop.flows.generated.QueryGenerator;
import dev.whichhop.flows.language.Query;
import dev.whichhop.flows.language.QueryText;
import dev.whichhop.flows.reference.ReferenceEngine;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The interpreter and DuckDB give the same on generated queries over generated events; each number
 * is a query and its events. {@code -Dwhichhop.queries=10000} runs so many.
 */
class GeneratedQueriesAgreeTest {
  private static final int QUERIES = Integer.getInteger("whichhop.queries", 500);

  /** Functions that queries have made known stay known, so a database does not live for ever. */
  private static final int QUERIES_PER_DATABASE = 100;

  private static final int EVENTS = 30;

  private static final Moment MOMENT =
      new Moment(
          EventGenerator.START + 600_000, EventGenerator.START, EventGenerator.START + 299_999);

  /** What DuckDB runs itself; all else would be the interpreter compared with itself. */
  private static final Set<QueryGenerator.Kind> IN_SQL =
      Set.of(
          QueryGenerator.Kind.FIELDS,
          QueryGenerator.Kind.DISPLAY,
          QueryGenerator.Kind.FILTER,
          QueryGenerator.Kind.FILTER_INDEX,
          QueryGenerator.Kind.STATS,
          QueryGenerator.Kind.SORT,
          QueryGenerator.Kind.LIMIT,
          QueryGenerator.Kind.PARSE_GLOB,
          QueryGenerator.Kind.PARSE_REGEX,
          QueryGenerator.Kind.DEDUP);

  @TempDir private Path folder;

  @Test
  void rowsCountsAndAssumptionsAreTheSame() throws SQLException {
    Coverage coverage = new Coverage();
    int byDuckDb = 0;
    for (int from = 0; from < QUERIES; from += QUERIES_PER_DATABASE) {
      try (Database database = TwoEngines.database(folder)) {
        for (int seed = from; seed < Math.min(QUERIES, from + QUERIES_PER_DATABASE); seed++) {
          Query query = new QueryGenerator(seed, IN_SQL).query();
          if (agree(database, seed, new Query(null, query.commands(), query.span()))) {
            byDuckDb++;
            coverage.count(query);
          }
        }
      }
    }
    System.out.println(
        byDuckDb + " of " + QUERIES + " queries run by DuckDB\n" + coverage.report());
    assertThat(byDuckDb).isGreaterThan(QUERIES * 9 / 10);
  }

  /** Whether DuckDB ran it without the interpreter. */
  private static boolean agree(Database database, int seed, Query query) {
    String text = QueryText.of(query);
    CheckedQuery checked = Analyser.check(text, Setting.of(EventFields.unknown()));
    GeneratedSources sources = GeneratedSources.of(seed, EVENTS);
    DuckDbEngine engine = new DuckDbEngine(database, new Events.Listed(sources.own()), 2);
    Result expected = new ReferenceEngine().run(checked, sources, MOMENT);
    assertThat(engine.run(checked, sources, MOMENT)).as(seed + ": " + text).isEqualTo(expected);
    return engine.leftToInterpreter() == null;
  }
}
