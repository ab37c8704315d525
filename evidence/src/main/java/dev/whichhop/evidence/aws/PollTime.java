package dev.whichhop.evidence.aws;

import dev.whichhop.records.log.LeadingTime;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The time that a loop printed before an answer, alone in its line or in front of a row. A time of
 * day without a date is that of 1970-01-01.
 *
 * @param rest what stands behind it in the line
 */
record PollTime(Instant time, String rest) {
  /** {@code === 13:00:05 ===}, {@code # 13:00:05}. */
  private static final Pattern ORNAMENT = Pattern.compile("^[\\s#=*>\\[-]+|[\\s=*\\]-]+$");

  /** The heading of watch(1): {@code Every 2.0s: aws … bastion: Tue Jun 11 13:00:01 2024}. */
  private static final Pattern WATCH = Pattern.compile("Every [\\d.,]+s: .*: (.+)");

  static @Nullable PollTime of(String line) {
    Matcher watch = WATCH.matcher(line);
    String text = watch.matches() ? watch.group(1) : ORNAMENT.matcher(line).replaceAll("");
    LeadingTime time = LeadingTime.of(text, 0, 1970);
    return time == null
        ? null
        : new PollTime(time.time(), ORNAMENT.matcher(text.substring(time.end())).replaceAll(""));
  }
}
