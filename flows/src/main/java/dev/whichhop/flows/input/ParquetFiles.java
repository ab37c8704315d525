package dev.whichhop.flows.input;

import java.io.IOException;

/** Opens Parquet files: the rows come as {@link RowMessages} from a library that can read them. */
@FunctionalInterface
public interface ParquetFiles {
  /** Reads none. */
  ParquetFiles NONE =
      file -> {
        throw new IOException("Parquet, which this question does not read");
      };

  Messages open(LogFile file) throws IOException;
}
