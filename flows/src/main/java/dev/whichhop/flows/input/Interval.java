package dev.whichhop.flows.input;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time that is asked about, both ends inclusive as in CloudWatch Logs; null leaves an end open.
 * What counts of a flow-log record is its start, since that is the time of its event there.
 */
public record Interval(@Nullable Instant from, @Nullable Instant to) {
  /** All times. */
  public static final Interval ALWAYS = new Interval(null, null);

  /** Whether this moment, in milliseconds since 1970, is within; unknown ones (-1) always are. */
  public boolean contains(long millis) {
    return millis < 0
        || (from == null || millis >= from.toEpochMilli())
            && (to == null || millis <= to.toEpochMilli());
  }

  /** Whether something of the time from {@code first} to {@code last} is within. */
  public boolean touches(Instant first, Instant last) {
    return (from == null || !last.isBefore(from)) && (to == null || !first.isAfter(to));
  }

  public boolean isAlways() {
    return from == null && to == null;
  }
}
