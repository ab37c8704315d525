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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    List<List<@Nullable String>> cells =
        rows.stream().limit(query.limit()).map(row -> cells(row, query.columns())).toList();
    return new Result(query.columns(), cells, pipeline.matched(), events.size(), pipeline.met());
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
