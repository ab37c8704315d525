package dev.whichhop.flows.alarm;

import java.util.Locale;

/**
 * One thing to be woken for: a filter that counts records and an alarm on the count.
 *
 * <p>Records come late: up to ten minutes are put together, then delivered in about five more (aws
 * facts 2.3), and CloudWatch counts an event at its own time, which is the start of the record. So
 * no alarm looks at the last minutes alone.
 *
 * @param pattern filter pattern of the records that count
 * @param threshold records in a period
 */
public record FlowAlarm(Kind kind, String pattern, int threshold) {

  /** What can be noticed. */
  public enum Kind {
    /** Refused connections. */
    REJECTS("RejectedRecords", "refused connections in a flow log", 300, 5, 1, true),
    /** Flows that the flow log lost: no "nobody talked" is true then. */
    SKIPPED("SkippedRecords", "a flow log lost flows (SKIPDATA)", 300, 5, 1, true),
    /** Nothing at all arrives: the flow log is off, or may not deliver. */
    SILENCE("Records", "a flow log delivers nothing", 900, 3, 3, false);

    private final String metric;
    private final String description;
    private final int periodSeconds;
    private final int periods;
    private final int periodsNeeded;
    private final boolean whenMany;

    Kind(
        String metric,
        String description,
        int periodSeconds,
        int periods,
        int periodsNeeded,
        boolean whenMany) {
      this.metric = metric;
      this.description = description;
      this.periodSeconds = periodSeconds;
      this.periods = periods;
      this.periodsNeeded = periodsNeeded;
      this.whenMany = whenMany;
    }

    /** {@code rejects}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Name of the metric in {@link AlarmPlan#namespace}. */
    String metric() {
      return metric;
    }

    String description() {
      return description;
    }

    int periodSeconds() {
      return periodSeconds;
    }

    /** Periods looked at. */
    int periods() {
      return periods;
    }

    /** Periods of those that must be wrong. */
    int periodsNeeded() {
      return periodsNeeded;
    }

    String comparison() {
      return whenMany ? "GreaterThanOrEqualToThreshold" : "LessThanThreshold";
    }

    /** No record is no refused one; for silence it is the very thing. */
    String missingData() {
      return whenMany ? "notBreaching" : "breaching";
    }
  }
}
