package dev.whichhop.records.flowlog;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.FlowRecord;
import dev.whichhop.model.evidence.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The order of fields in the records of one flow log: from the header of a file in S3, from {@code
 * LogFormat} of {@code aws ec2 describe-flow-logs}, or one of the usual ones.
 *
 * <p>Fields are apart by blanks, also several (AWS' own examples have such a line). A record may
 * have a time in front, and the name of its stream, as {@code aws logs tail} prints it.
 */
public final class FlowLogFormat {
  /** Real logs have had milliseconds; flowlogs-reader draws the line here. */
  private static final long MOST_SECONDS = 2_147_483_647L;

  private static final int MOST_FIELDS = 80;
  private static final int FIELDS_NEEDED = 3;

  private final List<String> fields;
  private final Map<String, Integer> columns = new HashMap<>();

  private FlowLogFormat(List<String> fields) {
    this.fields = fields;
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
   * with hyphens or, as in Parquet and Athena, underscores. Empty for everything else.
   */
  public static Optional<FlowLogFormat> ofNames(String line) {
    List<String> fields = new ArrayList<>();
    int known = 0;
    for (String word : split(line)) {
      String name =
          word.startsWith("${") && word.endsWith("}") ? word.substring(2, word.length() - 1) : word;
      name = name.replace('_', '-');
      known += FlowLogFields.KNOWN.contains(name) ? 1 : 0;
      fields.add(name);
    }
    // A later version may add some; a header has more names that are known than not.
    return known >= FIELDS_NEEDED && known * 4 >= fields.size() * 3
        ? Optional.of(new FlowLogFormat(List.copyOf(fields)))
        : Optional.empty();
  }

  /** The record in this line, or empty when it is not one of this format. */
  public Optional<FlowRecord> parse(String line, Place place) {
    List<String> words = split(line);
    int before = words.size() - fields.size();
    if (before < 0 || before > 2 || (before > 0 && !isTime(words.getFirst()))) {
      return Optional.empty();
    }
    List<String> values = words.subList(before, words.size());
    return isRecord(values) ? Optional.of(record(values, line, place)) : Optional.empty();
  }

  /** {@code 2026-01-02T03:04:05Z} in front of a record of an export from CloudWatch. */
  private static boolean isTime(String word) {
    return word.length() >= 19 && word.charAt(4) == '-' && word.charAt(10) == 'T';
  }

  private boolean isRecord(List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      boolean fits =
          value.equals("-")
              || switch (fields.get(i)) {
                case "version",
                    "srcport",
                    "dstport",
                    "protocol",
                    "packets",
                    "bytes",
                    "start",
                    "end",
                    "tcp-flags",
                    "traffic-path" ->
                    isNumber(value);
                case "srcaddr", "dstaddr", "pkt-srcaddr", "pkt-dstaddr" ->
                    value.indexOf('.') > 0 || value.indexOf(':') >= 0;
                case "action" -> value.equals("ACCEPT") || value.equals("REJECT");
                case "log-status" ->
                    value.equals("OK") || value.equals("NODATA") || value.equals("SKIPDATA");
                case "flow-direction" -> value.equals("ingress") || value.equals("egress");
                default -> true;
              };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private FlowRecord record(List<String> values, String line, Place place) {
    return new FlowRecord(
        first(values, "interface-id", "tgw-attachment-id", "resource-id"),
        first(values, "srcaddr"),
        first(values, "dstaddr"),
        first(values, "pkt-srcaddr"),
        first(values, "pkt-dstaddr"),
        (int) number(values, "srcport"),
        (int) number(values, "dstport"),
        (int) number(values, "protocol"),
        number(values, "packets"),
        number(values, "bytes"),
        instant(number(values, "start")),
        instant(number(values, "end")),
        first(values, "action"),
        rejectReason(values),
        first(values, "flow-direction"),
        first(values, "log-status"),
        (int) number(values, "tcp-flags"),
        new Evidence(place, line.strip()));
  }

  /** A Transit Gateway has no action; it counts what it lost and why. */
  private String rejectReason(List<String> values) {
    String reason = first(values, "reject-reason");
    for (String lost :
        List.of(
            "packets-lost-no-route",
            "packets-lost-blackhole",
            "packets-lost-mtu-exceeded",
            "packets-lost-ttl-expired")) {
      long packets = number(values, lost);
      if (packets > 0) {
        reason = (reason.isEmpty() ? "" : reason + " ") + lost + "=" + packets;
      }
    }
    return reason;
  }

  private String first(List<String> values, String... names) {
    for (String name : names) {
      Integer column = columns.get(name);
      if (column != null && !values.get(column).equals("-")) {
        return values.get(column);
      }
    }
    return "";
  }

  private long number(List<String> values, String name) {
    String value = first(values, name);
    return isNumber(value) ? Long.parseLong(value) : -1;
  }

  private static @Nullable Instant instant(long value) {
    if (value < 0) {
      return null;
    }
    return value > MOST_SECONDS ? Instant.ofEpochMilli(value) : Instant.ofEpochSecond(value);
  }

  private static boolean isNumber(String value) {
    if (value.isEmpty() || value.length() > 18) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= line.length() && words.size() < MOST_FIELDS; i++) {
      boolean blank = i == line.length() || line.charAt(i) == ' ' || line.charAt(i) == '\t';
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
