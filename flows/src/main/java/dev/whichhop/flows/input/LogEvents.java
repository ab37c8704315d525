package dev.whichhop.flows.input;

import dev.whichhop.flows.event.LogEvent;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log events of files, one after the other. */
public final class LogEvents implements Closeable {
  private final List<LogFile> files;
  private final Formats formats;
  private final Interval interval;
  private final ParquetFiles parquet;
  private final List<FileSummary> summaries = new ArrayList<>();
  private @Nullable EventCursor cursor;
  private int next;

  public LogEvents(List<LogFile> files, Formats formats, Interval interval, ParquetFiles parquet) {
    this.files = files;
    this.formats = formats;
    this.interval = interval;
    this.parquet = parquet;
  }

  /** The next event; null behind the last one. */
  public @Nullable LogEvent next() throws IOException {
    while (cursor != null || open()) {
      EventCursor current = cursor;
      if (current != null && current.next()) {
        return current.event();
      }
      if (current != null) {
        summaries.add(current.summary());
        current.close();
        cursor = null;
      }
    }
    return null;
  }

  private boolean open() {
    while (next < files.size()) {
      LogFile file = files.get(next++);
      try {
        cursor = EventCursor.of(file, formats, interval, parquet);
        return true;
      } catch (IOException unreadable) {
        summaries.add(FileSummary.unreadable(file.name(), unreadable));
      }
    }
    return false;
  }

  /** What became of the files that have been read. */
  public List<FileSummary> summaries() {
    return List.copyOf(summaries);
  }

  @Override
  public void close() throws IOException {
    if (cursor != null) {
      cursor.close();
    }
  }
}
