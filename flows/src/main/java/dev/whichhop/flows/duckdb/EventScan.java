package dev.whichhop.flows.duckdb;

import dev.whichhop.flows.input.EventCursor;
import dev.whichhop.flows.input.FileSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunctionState;
import org.jspecify.annotations.Nullable;

/**
 * One reading of all files by several threads, each of which takes the next file when it is free.
 */
final class EventScan {
  /** The ordinals of two files meet when the first has this many events, as a power of two. */
  private static final int BITS_IN_FILE = 40;

  private final Events events;
  private final List<EventColumn> columns;
  private final int[] wanted;
  private final AtomicInteger next = new AtomicInteger();
  private final LongAdder read = new LongAdder();
  private final @Nullable FileSummary[] summaries;
  private volatile boolean irregular;

  /**
   * @param wanted the columns that a statement needs, by their places in the list
   */
  EventScan(Events events, List<EventColumn> columns, int[] wanted) {
    this.events = events;
    this.columns = columns;
    this.wanted = wanted;
    this.summaries = new FileSummary[events.parts()];
  }

  /** What one thread is reading. */
  static final class Worker implements DuckDBTableFunctionState {
    private final List<EventColumn.Values> values = new ArrayList<>();
    private @Nullable EventCursor cursor;
    private int file;
    private long ordinal;

    @Override
    public void close() throws IOException {
      if (cursor != null) {
        cursor.close();
      }
    }
  }

  /** How many events were read. */
  long count() {
    return read.sum();
  }

  /** What became of the files, in their order. */
  List<FileSummary> summaries() {
    return Arrays.stream(summaries).filter(Objects::nonNull).toList();
  }

  /** Whether it broke off because of an {@link IrregularNumberException}. */
  boolean isIrregular() {
    return irregular;
  }

  /** Writes the next events; returns how many, 0 when all have been read. */
  int fill(Worker worker, DuckDBDataChunkWriter chunk) throws IOException {
    int capacity = (int) chunk.capacity();
    if (worker.values.isEmpty()) {
      for (int column : wanted) {
        worker.values.add(columns.get(column).values(capacity));
      }
    }
    int rows = take(worker, capacity);
    for (int i = 0; i < wanted.length; i++) {
      worker.values.get(i).write(rows, chunk.vector(i));
    }
    read.add(rows);
    return rows;
  }

  private int take(Worker worker, int capacity) throws IOException {
    int rows = 0;
    try {
      while (rows < capacity) {
        EventCursor cursor = worker.cursor == null ? open(worker) : worker.cursor;
        if (cursor == null) {
          return rows;
        }
        if (cursor.next()) {
          for (EventColumn.Values values : worker.values) {
            values.take(rows, cursor, worker.ordinal);
          }
          worker.ordinal++;
          rows++;
        } else {
          summaries[worker.file] = cursor.summary();
          cursor.close();
          worker.cursor = null;
        }
      }
      return rows;
    } catch (IrregularNumberException found) {
      irregular = true;
      throw found;
    }
  }

  private @Nullable EventCursor open(Worker worker) {
    for (int file = next.getAndIncrement(); file < events.parts(); file = next.getAndIncrement()) {
      try {
        worker.cursor = events.open(file);
        worker.file = file;
        worker.ordinal = (long) file << BITS_IN_FILE;
        return worker.cursor;
      } catch (IOException unreadable) {
        summaries[file] = FileSummary.unreadable(events.name(file), unreadable);
      }
    }
    return null;
  }
}
