package dev.whichhop.diagnosis.picture;

import java.time.Duration;
import java.util.List;

/** Widths of bars that people can read off an axis. */
final class Buckets {
  private static final List<Duration> ROUND =
      List.of(
          Duration.ofMillis(10),
          Duration.ofMillis(20),
          Duration.ofMillis(50),
          Duration.ofMillis(100),
          Duration.ofMillis(200),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofDays(1));

  private Buckets() {}

  /** The narrowest round width of which at most {@code most} cover {@code span}. */
  static Duration width(Duration span, int most) {
    for (Duration width : ROUND) {
      if (span.toMillis() <= width.toMillis() * most) {
        return width;
      }
    }
    Duration width = ROUND.getLast();
    while (span.toMillis() > width.toMillis() * most) {
      width = width.multipliedBy(2);
    }
    return width;
  }
}
