package dev.whichhop.evidence.document;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Times in AWS answers: ISO 8601 with an offset (CLI 2), or seconds since 1970 (raw API, CLI 1).
 */
final class AwsTime {
  /** Larger numbers are milliseconds: as seconds they would lie beyond the year 5000. */
  private static final double MOST_SECONDS = 1e11;

  private AwsTime() {}

  static Optional<Instant> parse(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (text.indexOf('-') > 0 && text.indexOf('T') > 0) {
        return Optional.of(OffsetDateTime.parse(text).toInstant());
      }
      double number = Double.parseDouble(text);
      double seconds = number > MOST_SECONDS ? number / 1000 : number;
      return Optional.of(Instant.ofEpochMilli(Math.round(seconds * 1000)));
    } catch (DateTimeParseException | NumberFormatException notATime) {
      return insights(text);
    }
  }

  /** Logs Insights writes {@code 2026-03-04 05:06:07.089}, in UTC. */
  private static Optional<Instant> insights(String text) {
    try {
      return Optional.of(Instant.parse(text.replaceFirst(" ", "T") + "Z"));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
