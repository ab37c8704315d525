package dev.whichhop.flows.duckdb;

import dev.whichhop.flows.event.LogEvent;
import dev.whichhop.flows.input.EventCursor;
import dev.whichhop.flows.input.Formats;
import dev.whichhop.flows.input.Interval;
import dev.whichhop.flows.input.LogFile;
import dev.whichhop.flows.input.ParquetFiles;
import java.io.IOException;
import java.util.List;

/** The events that a query runs over, in parts that are read at the same time and maybe twice. */
public sealed interface Events {
  int parts();

  EventCursor open(int part) throws IOException;

  /** What a part is called in messages. */
  String name(int part);

  /** Those of files, each of which is a part. */
  record OfFiles(List<LogFile> files, Formats formats, Interval interval, ParquetFiles parquet)
      implements Events {
    public OfFiles {
      files = List.copyOf(files);
    }

    @Override
    public int parts() {
      return files.size();
    }

    @Override
    public EventCursor open(int part) throws IOException {
      return EventCursor.of(files.get(part), formats, interval, parquet);
    }

    @Override
    public String name(int part) {
      return files.get(part).name();
    }
  }

  /** Those that something else gives. */
  record Listed(Iterable<LogEvent> events) implements Events {
    @Override
    public int parts() {
      return 1;
    }

    @Override
    public EventCursor open(int part) {
      return EventCursor.of(events);
    }

    @Override
    public String name(int part) {
      return "";
    }
  }
}
