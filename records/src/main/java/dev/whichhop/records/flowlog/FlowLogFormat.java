package dev.whichhop.records.flowlog;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.FlowRecord;
import dev.whichhop.model.evidence.Place;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The order of fields in the records of one flow log: from the header of a file in S3, from {@code
 * LogFormat} of {@code aws ec2 describe-flow-logs}, or one of the usual ones.
 */
public final class FlowLogFormat {
  private static final int MOST_FIELDS = 80;
  private static final int FIELDS_NEEDED = 3;

  private final List<String> fields;
  private final FieldKind[] kinds;
  private final Map<String, Integer> columns = new HashMap<>();

  private FlowLogFormat(List<String> fields) {
    this.fields = fields;
    this.kinds = fields.stream().map(FieldKind::of).toArray(FieldKind[]::new);
    for (int i = 0; i < fields.size(); i++) {
      columns.put(fields.get(i), i);
    }
  }

  /** The default format of version 2. */
  public static FlowLogFormat ofDefault() {
    return new FlowLogFormat(List.of(FlowLogFields.DEFAULT.split(" ")));
  }

  /** Formats that records without a header may have, most usual first. */
  public static List<FlowLogFormat> usual() {
    return FlowLogFields.USUAL.stream()
        .map(fields -> new FlowLogFormat(List.of(fields.split(" "))))
        .toList();
  }

  /**
   * The format that a header or a {@code LogFormat} ({@code ${version} ${srcaddr} …}) gives; names
   * with hyphens or, as in Parquet and Athena, underscores, or as CloudWatch discovers them. Empty
   * for everything else.
   */
  public static Optional<FlowLogFormat> ofNames(String line) {
    List<String> fields = new ArrayList<>();
    int known = 0;
    for (String word : split(line)) {
      String name = name(word);
      if (!isName(name)) {
        return Optional.empty(); // a line of JSON or a sentence that quotes a format
      }
      known += FlowLogFields.KNOWN.contains(name) ? 1 : 0;
      fields.add(name);
    }
    // A later version may add some; a header has more names that are known than not.
    return known >= FIELDS_NEEDED && known * 4 >= fields.size() * 3
        ? Optional.of(new FlowLogFormat(List.copyOf(fields)))
        : Optional.empty();
  }

  private static String name(String word) {
    String name =
        word.startsWith("${") && word.endsWith("}") ? word.substring(2, word.length() - 1) : word;
    return FlowLogFields.DISCOVERED.getOrDefault(name, name.replace('_', '-'));
  }

  private static boolean isName(String word) {
    return word.chars()
        .allMatch(
            c -> c == '-' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z');
  }

  /** The names of the fields in their order, as AWS writes them in a header. */
  public List<String> fields() {
    return fields;
  }

  /** The names by which CloudWatch Logs Insights knows these fields, in their order. */
  public List<String> discoveredFields() {
    return fields.stream().map(FlowLogFields::discovered).toList();
  }

  /** The names by which CloudWatch Logs Insights knows any field of a flow log. */
  public static Set<String> discoverableFields() {
    return FlowLogFields.DISCOVERED.keySet();
  }

  /** Whether the field that CloudWatch gives this name has numbers in the records of flow logs. */
  public static boolean isNumber(String discovered) {
    String field = FlowLogFields.DISCOVERED.get(discovered);
    return field != null && FieldKind.of(field) == FieldKind.NUMBER;
  }

  /** The column of a field; -1 when this format does not have it. */
  public int column(String field) {
    return columns.getOrDefault(field, -1);
  }

  public boolean has(String field) {
    return columns.containsKey(field);
  }

  FieldKind kind(int column) {
    return kinds[column];
  }

  /** Reads records of this format without making an object of each. */
  public FlowLine newLine() {
    return new FlowLine(this);
  }

  /** The record in this line, or empty when it is not one of this format. */
  public Optional<FlowRecord> parse(String line, Place place) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    FlowLine record = newLine();
    return record.read(bytes, 0, bytes.length)
        ? Optional.of(record(record, place))
        : Optional.empty();
  }

  private FlowRecord record(FlowLine line, Place place) {
    return new FlowRecord(
        first(line, "interface-id", "tgw-attachment-id", "resource-id"),
        first(line, "srcaddr"),
        first(line, "dstaddr"),
        first(line, "pkt-srcaddr"),
        first(line, "pkt-dstaddr"),
        (int) number(line, "srcport"),
        (int) number(line, "dstport"),
        (int) number(line, "protocol"),
        number(line, "packets"),
        number(line, "bytes"),
        instant(line.moment(column("start"))),
        instant(line.moment(column("end"))),
        first(line, "action"),
        rejectReason(line),
        first(line, "flow-direction"),
        first(line, "log-status"),
        (int) number(line, "tcp-flags"),
        new Evidence(place, line.line()));
  }

  /** A Transit Gateway has no action; it counts what it lost and why. */
  private String rejectReason(FlowLine line) {
    String reason = first(line, "reject-reason");
    for (String lost : FlowLogFields.LOST) {
      long packets = number(line, lost);
      if (packets > 0) {
        reason = (reason.isEmpty() ? "" : reason + " ") + lost + "=" + packets;
      }
    }
    return reason;
  }

  private String first(FlowLine line, String... names) {
    for (String name : names) {
      if (line.has(column(name))) {
        return line.text(column(name));
      }
    }
    return "";
  }

  private long number(FlowLine line, String name) {
    return line.number(column(name));
  }

  private static @Nullable Instant instant(long millis) {
    return millis < 0 ? null : Instant.ofEpochMilli(millis);
  }

  private static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= line.length() && words.size() < MOST_FIELDS; i++) {
      boolean blank = i == line.length() || Character.isWhitespace(line.charAt(i));
      if (!blank && start < 0) {
        start = i;
      } else if (blank && start >= 0) {
        words.add(line.substring(start, i));
        start = -1;
      }
    }
    return words;
  }
}
