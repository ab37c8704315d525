package dev.whichhop.flows.duckdb;

import dev.whichhop.flows.input.EventCursor;
import java.util.Arrays;
import java.util.function.Supplier;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * A column of the table of events: what it takes from an event. Each thread that reads has a source
 * of its own.
 */
sealed interface EventColumn {
  String name();

  DuckDBColumnType type();

  /** Makes room for the values of as many rows. */
  Values values(int rows);

  /** The values of the column in some rows, of which one thread takes care. */
  interface Values {
    void take(int row, EventCursor event, long ordinal);

    void write(int rows, DuckDBWritableVector vector);
  }

  /** A column of integers. */
  record Whole(String name, Supplier<Source> sources) implements EventColumn {
    /** What a source gives where there is no integer. */
    static final long NONE = Long.MIN_VALUE;

    /** Takes an integer from an event. */
    @FunctionalInterface
    interface Source {
      long of(EventCursor event, long ordinal);
    }

    @Override
    public DuckDBColumnType type() {
      return DuckDBColumnType.BIGINT;
    }

    @Override
    public Values values(int rows) {
      return new Values() {
        private final long[] values = new long[rows];
        private final Source source = sources.get();

        @Override
        public void take(int row, EventCursor event, long ordinal) {
          values[row] = source.of(event, ordinal);
        }

        @Override
        public void write(int rows, DuckDBWritableVector vector) {
          for (int row = 0; row < rows; row++) {
            if (values[row] == NONE) {
              vector.setNull(row);
            } else {
              vector.setLong(row, values[row]);
            }
          }
        }
      };
    }
  }

  /** A column of texts. */
  record Text(String name, Supplier<Source> sources) implements EventColumn {
    /** Takes a text in UTF-8 from an event; null where there is none. */
    @FunctionalInterface
    interface Source {
      byte @Nullable [] of(EventCursor event);
    }

    @Override
    public DuckDBColumnType type() {
      return DuckDBColumnType.VARCHAR;
    }

    @Override
    public Values values(int rows) {
      return new Values() {
        private final byte[][] values = new byte[rows][];
        private final Source source = sources.get();

        @Override
        public void take(int row, EventCursor event, long ordinal) {
          values[row] = source.of(event);
        }

        @Override
        public void write(int rows, DuckDBWritableVector vector) {
          vector.setStringUtf8Batch(
              0, rows == values.length ? values : Arrays.copyOf(values, rows));
        }
      };
    }
  }
}
