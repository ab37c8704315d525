package dev.whichhop.flows.input;

import dev.whichhop.flows.event.LogEvent;
import dev.whichhop.records.flowlog.FlowLine;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Log events, one after the other, as CloudWatch Logs would hold them: the time of a flow-log
 * record is its start, its stream its network interface, and its fields have the names that
 * CloudWatch gives them.
 */
public interface EventCursor extends Closeable {
  /**
   * Opens a file and looks at its first messages.
   *
   * @param parquet opens Parquet files, which need a library of their own
   */
  static EventCursor of(LogFile file, Formats formats, Interval interval, ParquetFiles parquet)
      throws IOException {
    return new FileCursor(file, formats, interval, parquet);
  }

  /** The events of a list. */
  static EventCursor of(Iterable<LogEvent> events) {
    return new ListedEvents(events.iterator());
  }

  /** Moves to the next event within the interval that is asked about; false at the end. */
  boolean next() throws IOException;

  /**
   * Milliseconds since 1970: that of the source, else the one at the beginning of the text, or -1.
   */
  long timestamp();

  /** The log group, or the name of the file. */
  String log();

  String stream();

  /** The text in UTF-8, in which bytes that are none have been replaced. */
  byte[] message();

  /** True when the event is a flow-log record that stands in the bytes of its file. */
  boolean isRecord();

  /** The record; only when the event is one. */
  FlowLine line();

  /** The names that CloudWatch gives the columns of the record; only when the event is one. */
  List<String> names();

  /** The names of all fields when the file holds flow-log records; else none are known. */
  List<String> discoveredFields();

  /** A field that the source gives or that is discovered in the text, by its name. */
  @Nullable String field(String name);

  /** The event with everything that it has. */
  LogEvent event();

  /** What was read until now. */
  FileSummary summary();
}
