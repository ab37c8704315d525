package dev.whichhop.flows.alarm;

import dev.whichhop.records.flowlog.FlowLogFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A filter pattern of CloudWatch Logs for records of one format: space-delimited events, a term for
 * each field, {@code [version, account_id, …, action = "REJECT", log_status]}. Several values of
 * one field are alternatives, {@code dstport = "80" || dstport = "443"} ("Filter pattern syntax",
 * CloudWatch Logs user guide).
 */
public final class FilterPattern {
  /** Matches every event (same page: an empty pattern). */
  public static final String ALL = "";

  /** "PutMetricFilter", CloudWatch Logs API. */
  private static final int LONGEST = 1024;

  private final FlowLogFormat format;
  private final Map<String, List<String>> wanted = new LinkedHashMap<>();

  private FilterPattern(FlowLogFormat format) {
    this.format = format;
  }

  public static FilterPattern of(FlowLogFormat format) {
    return new FilterPattern(format);
  }

  /** The field must be this text. */
  public FilterPattern is(String field, String value) {
    return among(field, List.of('"' + value + '"'));
  }

  /**
   * The address must lie in the network.
   *
   * @throws CannotAlarm when no pattern can say that
   */
  public FilterPattern in(String field, String network) throws CannotAlarm {
    return among(field, AddressPatterns.of(network));
  }

  private FilterPattern among(String field, List<String> values) {
    wanted.put(field, values);
    return this;
  }

  /**
   * The pattern.
   *
   * @throws CannotAlarm when the format lacks a field that is asked for
   */
  public String text() throws CannotAlarm {
    for (String field : wanted.keySet()) {
      if (!format.has(field)) {
        throw new CannotAlarm(
            "the format of this flow log has no field "
                + field
                + "; a flow log that has it must be made anew, its format cannot be changed");
      }
    }
    List<String> terms = new ArrayList<>();
    for (String field : format.fields()) {
      String name = field.replace('-', '_');
      List<String> values = wanted.getOrDefault(field, List.of());
      terms.add(
          values.isEmpty()
              ? name
              : String.join(" || ", values.stream().map(one -> name + " = " + one).toList()));
    }
    String pattern = "[" + String.join(", ", terms) + "]";
    if (pattern.length() > LONGEST) {
      throw new CannotAlarm(
          "the filter pattern would have "
              + pattern.length()
              + " characters, CloudWatch takes "
              + LONGEST
              + "; ask for fewer networks, or prefixes of 8, 16 or 24");
    }
    return pattern;
  }
}
