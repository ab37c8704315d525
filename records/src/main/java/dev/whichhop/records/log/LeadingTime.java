package dev.whichhop.records.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time at the beginning of a text, in any of the notations that programs log it in.
 *
 * <p>A hand-written scanner, because log lines are hostile and many: no backtracking, no allocation
 * for lines that do not begin with a time. A time without a zone is taken as UTC.
 *
 * @param time on 1970-01-01 when only the time of day is known
 * @param end index of the first character behind it, a closing bracket included
 */
public record LeadingTime(Instant time, int end, Known known) {

  /** Which parts of the time were written. */
  public enum Known {
    FULL,
    NO_YEAR,
    TIME_OF_DAY
  }

  /** The time at {@code from}, an opening bracket before it allowed; null when there is none. */
  public static @Nullable LeadingTime of(String text, int from, int year) {
    return new TimeScanner(text, from, year).read();
  }

  /** The whole text as a time. */
  public static @Nullable Instant parse(String text) {
    LeadingTime found = of(text, 0, 1970);
    return found == null ? null : found.time;
  }
}
