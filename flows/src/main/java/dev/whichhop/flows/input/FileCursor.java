package dev.whichhop.flows.input;

import dev.whichhop.flows.event.JsonDiscovery;
import dev.whichhop.flows.event.LogEvent;
import dev.whichhop.records.flowlog.FlowLine;
import dev.whichhop.records.flowlog.FlowLogFormat;
import dev.whichhop.records.log.LeadingTime;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events of one file; of its records only what is asked for is made. */
final class FileCursor implements EventCursor {
  private static final int WORDS_BEFORE_TIME = 2;

  private final String file;
  private final Interval interval;
  private final LogReader reader;
  private long timestamp;
  private @Nullable Map<String, String> discovered;
  private @Nullable FlowLogFormat format;
  private List<String> names = List.of();

  /**
   * Opens the file and looks at its first messages.
   *
   * @param parquet opens Parquet files, which need a library of their own
   */
  FileCursor(LogFile file, Formats formats, Interval interval, ParquetFiles parquet)
      throws IOException {
    this.file = file.name();
    this.interval = interval;
    this.reader = new LogReader(file, formats, interval, parquet);
  }

  @Override
  public boolean next() throws IOException {
    while (reader.next()) {
      timestamp = time();
      discovered = null;
      if (interval.contains(timestamp)) {
        return true;
      }
    }
    return false;
  }

  private long time() {
    Messages message = reader.message();
    if (reader.isRecord()) {
      long start = reader.line().moment(reader.columns().start());
      return start < 0 ? message.timestamp() : start;
    }
    return message.timestamp() >= 0 ? message.timestamp() : leadingTime(reader.text());
  }

  /** Access logs of load balancers have up to two words before their time. */
  private static long leadingTime(String text) {
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

  @Override
  public long timestamp() {
    return timestamp;
  }

  @Override
  public String log() {
    String log = reader.message().log();
    return log.isEmpty() ? file : log;
  }

  @Override
  public String stream() {
    String stream = reader.message().stream();
    boolean named = !stream.isEmpty() || !reader.isRecord();
    int column = named ? -1 : reader.columns().networkInterface();
    return column >= 0 && reader.line().has(column) ? reader.line().text(column) : stream;
  }

  @Override
  public byte[] message() {
    Messages message = reader.message();
    return Utf8.valid(Arrays.copyOfRange(message.buffer(), message.from(), message.to()));
  }

  @Override
  public boolean isRecord() {
    return reader.isRecord();
  }

  @Override
  public FlowLine line() {
    return reader.line();
  }

  @Override
  public List<String> names() {
    if (line().format() != format) {
      format = line().format();
      names = line().format().discoveredFields();
    }
    return names;
  }

  @Override
  public List<String> discoveredFields() {
    return reader.discoveredFields();
  }

  @Override
  public @Nullable String field(String name) {
    if (discovered == null) {
      discovered = new HashMap<>(JsonDiscovery.fields(reader.text()));
      discovered.putAll(fields());
    }
    return discovered.get(name);
  }

  @Override
  public LogEvent event() {
    return new LogEvent(timestamp, log(), stream(), reader.text(), fields(), reader.place());
  }

  private Map<String, String> fields() {
    if (!isRecord()) {
      return reader.message().fields();
    }
    Map<String, String> fields = LinkedHashMap.newLinkedHashMap(names().size());
    for (int i = 0; i < names().size(); i++) {
      fields.put(names().get(i), line().text(i));
    }
    return fields;
  }

  @Override
  public FileSummary summary() {
    return reader.summary();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
