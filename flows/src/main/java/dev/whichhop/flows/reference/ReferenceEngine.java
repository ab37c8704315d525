package dev.whichhop.flows.reference;

import dev.whichhop.flows.analysis.CheckedQuery;
import dev.whichhop.flows.engine.Engine;
import dev.whichhop.flows.engine.Result;
import dev.whichhop.flows.engine.Sources;
import dev.whichhop.flows.event.LogEvent;
import dev.whichhop.flows.function.Moment;
import dev.whichhop.flows.language.Query;
import dev.whichhop.flows.language.QueryError;
import dev.whichhop.flows.language.Source;
import dev.whichhop.flows.language.Span;
import dev.whichhop.flows.value.Assumption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs a query command by command over all rows in memory. */
public final class ReferenceEngine implements Engine {
  /** Events come newest first; those of one moment in the order of reading. */
  static final Comparator<Row> NEWEST_FIRST =
      Comparator.comparingDouble((Row row) -> -row.get("@timestamp").number().orElse(0));

  @Override
  public Result run(CheckedQuery query, Sources sources, Moment moment) {
    List<Row> events = events(query.query(), sources);
    Pipeline pipeline = new Pipeline(sources, moment, events);
    List<Row> rows = pipeline.run(query.query());
    return new Result(
        query.columns(), cells(rows, query), pipeline.matched(), events.size(), pipeline.met());
  }

  /**
   * Runs the rest of a query whose first {@code stats} another engine has computed.
   *
   * @param done how many commands that engine has done, {@code stats} the last of them; none behind
   *     them may be {@code fillmissing}
   * @param matched events that are in the groups
   * @param scanned events that were read for them
   */
  public static Result afterStats(
      CheckedQuery query,
      int done,
      Groups groups,
      Sources sources,
      Moment moment,
      long matched,
      long scanned) {
    Pipeline pipeline = new Pipeline(sources, moment, List.of());
    List<Row> rows = pipeline.runAfter(groups, query.query().commands(), done);
    Set<Assumption> met = EnumSet.noneOf(Assumption.class);
    met.addAll(pipeline.met());
    if (matched == 0 && groups.stats().by().isEmpty()) {
      met.add(Assumption.STATS_OF_NOTHING);
    }
    return new Result(query.columns(), cells(rows, query), matched, scanned, met);
  }

  private static List<List<@Nullable String>> cells(List<Row> rows, CheckedQuery query) {
    return rows.stream().limit(query.limit()).map(row -> cells(row, query.columns())).toList();
  }

  /** The events that a query reads, newest first. */
  static List<Row> events(Query query, Sources sources) {
    Source source = query.source();
    Iterable<LogEvent> events =
        source == null
            ? sources.events()
            : sources.events(source).orElseThrow(() -> unknown(source.span()));
    List<Row> rows = new ArrayList<>();
    for (LogEvent event : events) {
      rows.add(Row.of(event, rows.size()));
    }
    rows.sort(NEWEST_FIRST);
    return rows;
  }

  private static QueryError unknown(Span span) {
    return new QueryError("no files belong to this SOURCE", "name them: --source NAME=FILES", span);
  }

  private static List<@Nullable String> cells(Row row, List<String> columns) {
    List<@Nullable String> cells = new ArrayList<>();
    columns.forEach(column -> cells.add(row.get(column).shown()));
    return cells;
  }
}
