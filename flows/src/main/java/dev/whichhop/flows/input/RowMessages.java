package dev.whichhop.flows.input;

import dev.whichhop.records.flowlog.FlowLogFormat;
import dev.whichhop.records.log.LeadingTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages that come as named values: either one of them is the message, with its time and stream
 * beside it, or they are the fields of a record (rows of a query, columns of Parquet).
 */
public abstract class RowMessages implements Messages {
  private byte[] message = new byte[0];
  private long timestamp = -1;
  private String stream = "";
  private Map<String, String> fields = Map.of();

  /** The names of the last row of fields and its format: most rows have those of the row before. */
  private String names = "";

  private @Nullable FlowLogFormat formatOfNames;
  private @Nullable FlowLogFormat format;

  /**
   * Makes these values the current message.
   *
   * @param streamOfAll the log stream where the row does not name it
   */
  protected final void take(Map<String, String> row, String streamOfAll) {
    Map<String, String> values = new LinkedHashMap<>(row);
    values.replaceAll((_, value) -> value.isEmpty() ? "-" : value);
    String text = values.getOrDefault("message", values.get("@message"));
    timestamp = time(values.getOrDefault("timestamp", values.getOrDefault("@timestamp", "")));
    stream = values.getOrDefault("logStreamName", values.getOrDefault("@logStream", streamOfAll));
    format = null;
    fields = Map.of();
    if (text == null) {
      values.keySet().removeIf(name -> name.startsWith("@"));
      format = formatOf(String.join(" ", values.keySet()));
      fields = format == null ? values : Map.of();
      text = String.join(" ", values.values());
    }
    message = text.strip().getBytes(StandardCharsets.UTF_8);
  }

  private @Nullable FlowLogFormat formatOf(String next) {
    if (!next.equals(names)) {
      names = next;
      formatOfNames = FlowLogFormat.ofNames(next).orElse(null);
    }
    return formatOfNames;
  }

  private static long time(String text) {
    boolean number =
        !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(Character::isDigit);
    if (number) {
      return Long.parseLong(text);
    }
    Instant instant = LeadingTime.parse(text);
    return instant == null ? -1 : instant.toEpochMilli();
  }

  @Override
  public final byte[] buffer() {
    return message;
  }

  @Override
  public final int from() {
    return 0;
  }

  @Override
  public final int to() {
    return message.length;
  }

  @Override
  public final long timestamp() {
    return timestamp;
  }

  @Override
  public final String stream() {
    return stream;
  }

  @Override
  public final @Nullable FlowLogFormat format() {
    return format;
  }

  @Override
  public final Map<String, String> fields() {
    return fields;
  }
}
