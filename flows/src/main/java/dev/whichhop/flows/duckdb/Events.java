package dev.whichhop.flows.duckdb;

import dev.whichhop.flows.input.EventCursor;
import dev.whichhop.flows.input.Formats;
import dev.whichhop.flows.input.Interval;
import dev.whichhop.flows.input.LogFile;
import dev.whichhop.flows.input.ParquetFiles;
import java.io.IOException;
import java.util.List;

/** The events that a query runs over; its files may be read several times. */
public record Events(
    List<LogFile> files, Formats formats, Interval interval, ParquetFiles parquet) {
  public Events {
    files = List.copyOf(files);
  }

  EventCursor open(int file) throws IOException {
    return new EventCursor(files.get(file), formats, interval, parquet);
  }
}
