package dev.whichhop.flows.input;

import dev.whichhop.flows.event.LogEvent;
import dev.whichhop.records.flowlog.FlowLine;
import dev.whichhop.records.flowlog.FlowLogFormat;
import dev.whichhop.records.log.LeadingTime;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The log events of files one after the other, as CloudWatch Logs would hold them: the time of a
 * flow-log record is its start, its stream its network interface, and its fields have the names
 * that CloudWatch gives them.
 */
public final class LogEvents implements Closeable {
  private static final int WORDS_BEFORE_TIME = 2;

  private final List<LogFile> files;
  private final Formats formats;
  private final Interval interval;
  private final ParquetFiles parquet;
  private final List<FileSummary> summaries = new ArrayList<>();
  private @Nullable LogReader reader;
  private int next;
  private @Nullable FlowLogFormat format;
  private List<String> names = List.of();

  public LogEvents(List<LogFile> files, Formats formats, Interval interval, ParquetFiles parquet) {
    this.files = files;
    this.formats = formats;
    this.interval = interval;
    this.parquet = parquet;
  }

  /** The next event; null behind the last one. */
  public @Nullable LogEvent next() throws IOException {
    while (reader != null || open()) {
      LogReader current = reader;
      if (current != null && current.next()) {
        LogEvent event = event(current, files.get(next - 1).name());
        if (interval.contains(event.timestamp())) {
          return event;
        }
      } else if (current != null) {
        summaries.add(current.summary());
        current.close();
        reader = null;
      }
    }
    return null;
  }

  private boolean open() {
    while (next < files.size()) {
      LogFile file = files.get(next++);
      try {
        reader = new LogReader(file, formats, interval, parquet);
        return true;
      } catch (IOException unreadable) {
        summaries.add(FileSummary.unreadable(file.name(), unreadable));
      }
    }
    return false;
  }

  private LogEvent event(LogReader from, String file) {
    Messages message = from.message();
    String log = message.log().isEmpty() ? file : message.log();
    if (!from.isRecord()) {
      String text = from.text();
      return new LogEvent(
          time(message, text), log, message.stream(), text, message.fields(), from.place());
    }
    FlowLine line = from.line();
    FlowColumns columns = from.columns();
    long start = line.moment(columns.start());
    String stream = message.stream();
    if (stream.isEmpty() && line.has(columns.networkInterface())) {
      stream = line.text(columns.networkInterface());
    }
    return new LogEvent(
        start < 0 ? message.timestamp() : start,
        log,
        stream,
        from.text(),
        fields(line),
        from.place());
  }

  private Map<String, String> fields(FlowLine line) {
    if (line.format() != format) {
      format = line.format();
      names = line.format().discoveredFields();
    }
    Map<String, String> fields = LinkedHashMap.newLinkedHashMap(names.size());
    for (int i = 0; i < names.size(); i++) {
      fields.put(names.get(i), line.text(i));
    }
    return fields;
  }

  /**
   * That of the source, else the one at the beginning of the text; access logs of load balancers
   * have up to two words before it.
   */
  private static long time(Messages message, String text) {
    if (message.timestamp() >= 0) {
      return message.timestamp();
    }
    int word = 0;
    for (int words = 0; words <= WORDS_BEFORE_TIME; words++) {
      LeadingTime leading = LeadingTime.of(text, word, 1970);
      if (leading != null && leading.known() == LeadingTime.Known.FULL) {
        return leading.time().toEpochMilli();
      }
      word = text.indexOf(' ', word) + 1;
      if (word == 0) {
        break;
      }
    }
    return -1;
  }

  /** What became of the files that have been read. */
  public List<FileSummary> summaries() {
    return List.copyOf(summaries);
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
    }
  }
}
