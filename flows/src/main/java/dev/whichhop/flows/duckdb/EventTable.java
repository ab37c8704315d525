package dev.whichhop.flows.duckdb;

import java.io.IOException;
import java.util.List;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.jspecify.annotations.Nullable;

/**
 * The events of log files as a table of DuckDB: read while a statement runs, a file by each of its
 * threads, and only the columns that the statement needs. So memory holds the answer and not the
 * logs.
 */
final class EventTable implements DuckDBTableFunction<Object, EventScan, EventScan.Worker> {
  private final Events events;
  private final List<EventColumn> columns;
  private final int threads;
  private volatile @Nullable EventScan scan;

  EventTable(Events events, List<EventColumn> columns, int threads) {
    this.events = events;
    this.columns = List.copyOf(columns);
    this.threads = threads;
  }

  /** The reading by the statement that ran last; null when it could do without any event. */
  @Nullable EventScan scan() {
    return scan;
  }

  /**
   * Whether the statement that ran last broke off because of an {@link IrregularNumberException}.
   */
  boolean hasIrregularNumber() {
    EventScan last = scan;
    return last != null && last.isIrregular();
  }

  @Override
  public Object bind(DuckDBTableFunctionBindInfo info) {
    columns.forEach(column -> info.addResultColumn(column.name(), column.type()));
    return columns;
  }

  @Override
  public EventScan init(DuckDBTableFunctionInitInfo info) {
    info.setMaxThreads(Math.clamp(events.parts(), 1, threads));
    int[] wanted = new int[(int) info.getColumnCount()];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = (int) info.getColumnIndex(i);
    }
    EventScan started = new EventScan(events, columns, wanted);
    scan = started;
    return started;
  }

  @Override
  public EventScan.Worker localInit(DuckDBTableFunctionInitInfo info) {
    return new EventScan.Worker();
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk)
      throws IOException {
    EventScan current = info.getInitData();
    EventScan.Worker worker = info.getLocalInitData();
    return current.fill(worker, chunk);
  }
}
