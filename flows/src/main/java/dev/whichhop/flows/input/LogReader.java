package dev.whichhop.flows.input;

import dev.whichhop.model.evidence.Place;
import dev.whichhop.records.flowlog.FlowLine;
import dev.whichhop.records.flowlog.FlowLogFormat;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one file as what they are: flow-log records of the format of the file, or other
 * text. Damaged records are counted and their first places kept; a file that breaks off is read as
 * far as it goes.
 */
public final class LogReader implements Closeable {
  private static final int MOST_DAMAGES = 10;

  private final LogFile file;
  private final Messages messages;
  private final Interval interval;
  private final FormatSearch search;
  private final List<Damage> damages = new ArrayList<>();
  private @Nullable RecordReading current;
  private FileSummary.Known known;
  private boolean record;
  private boolean ended;
  private long records;
  private long others;
  private long damaged;
  private long noData;
  private long skipData;
  private long first = Long.MAX_VALUE;
  private long last = -1;
  private String problem = "";

  /**
   * Opens the file and looks at its first messages.
   *
   * @param parquet opens Parquet files, which need a library of their own
   */
  public LogReader(LogFile file, Formats formats, Interval interval, ParquetFiles parquet)
      throws IOException {
    this.file = file;
    this.interval = interval;
    Messages source =
        switch (file.kind()) {
          case EVENTS -> new CloudWatchMessages(file.open());
          case CSV -> new CsvMessages(file.open());
          case PARQUET -> parquet.open(file);
          case TEXT, DOCUMENT, PROSE, ARCHIVE, BINARY -> new TextMessages(file.open());
        };
    PeekedMessages peeked = new PeekedMessages(source);
    this.messages = peeked;
    this.search = new FormatSearch(formats);
    this.current = search.first(peeked.head());
    this.known = search.known();
  }

  /** Moves to the next message within the interval; false at the end. */
  public boolean next() throws IOException {
    while (!ended && nextMessage()) {
      if (take()) {
        return true;
      }
    }
    return false;
  }

  private boolean nextMessage() {
    try {
      ended = !messages.next();
    } catch (IOException broken) {
      ended = true;
      problem = broken.getMessage() == null ? "breaks off" : broken.getMessage();
    }
    return !ended;
  }

  /** Whether the message is one for whoever reads. */
  private boolean take() {
    FlowLogFormat named = messages.format();
    if (named != null && (current == null || current.line().format() != named)) {
      current = new RecordReading(named);
      known = FileSummary.Known.HEADER;
    }
    RecordReading reading = current;
    if (reading == null) {
      record = false;
      others++;
      return interval.contains(messages.timestamp());
    }
    byte[] buffer = messages.buffer();
    if (reading.read(buffer, messages.from(), messages.to())) {
      record = true;
      return count(reading);
    }
    return retry(buffer);
  }

  /** A header in the middle, a record of another flow log, a comment, or damage. */
  private boolean retry(byte[] buffer) {
    String text = text();
    if (text.isBlank() || text.startsWith("#")) {
      return false;
    }
    FlowLogFormat header = FlowLogFormat.ofNames(text).orElse(null);
    if (header != null) {
      current = new RecordReading(header);
      known = FileSummary.Known.HEADER;
      return false;
    }
    RecordReading other =
        known == FileSummary.Known.HEADER || known == FileSummary.Known.GIVEN
            ? null
            : search.fitting(buffer, messages.from(), messages.to());
    if (other != null) {
      current = other;
      record = true;
      return count(other);
    }
    damaged++;
    if (damages.size() < MOST_DAMAGES && current != null) {
      damages.add(new Damage(place(), current.misfit()));
    }
    return false;
  }

  private boolean count(RecordReading reading) {
    records++;
    FlowLine line = reading.line();
    FlowColumns columns = reading.columns();
    if (line.is("NODATA", columns.status())) {
      noData++;
    } else if (line.is("SKIPDATA", columns.status())) {
      skipData++;
    }
    long written = line.moment(columns.start());
    // The time of an event in CloudWatch Logs is the start of its record.
    long start = written < 0 ? messages.timestamp() : written;
    if (start >= 0) {
      first = Math.min(first, start);
    }
    last = Math.max(last, line.moment(columns.end()));
    return interval.contains(start);
  }

  /** True when the current message is a flow-log record. */
  public boolean isRecord() {
    return record;
  }

  /** The record; only when the current message is one. */
  public FlowLine line() {
    return reading().line();
  }

  public FlowColumns columns() {
    return reading().columns();
  }

  private RecordReading reading() {
    if (current == null) {
      throw new IllegalStateException("not a flow-log record");
    }
    return current;
  }

  /** The names that CloudWatch gives the fields of the records; empty when the file has none. */
  List<String> discoveredFields() {
    return current == null ? List.of() : current.line().format().discoveredFields();
  }

  /** The current message with what its source says of it. */
  public Messages message() {
    return messages;
  }

  /** The current message as text. */
  public String text() {
    int length = messages.to() - messages.from();
    return new String(messages.buffer(), messages.from(), length, StandardCharsets.UTF_8);
  }

  public Place place() {
    return new Place(file.name(), messages.line(), messages.path());
  }

  /** What was read until now. */
  public FileSummary summary() {
    return new FileSummary(
        file.name(),
        current == null ? List.of() : current.line().format().fields(),
        known,
        records,
        others,
        damaged,
        List.copyOf(damages),
        noData,
        skipData,
        first == Long.MAX_VALUE ? null : Instant.ofEpochMilli(first),
        last < 0 ? null : Instant.ofEpochMilli(last),
        problem);
  }

  @Override
  public void close() throws IOException {
    messages.close();
  }
}
