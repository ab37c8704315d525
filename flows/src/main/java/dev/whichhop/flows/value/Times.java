package dev.whichhop.flows.value;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as the results of CloudWatch show them: {@code 2026-01-31 05:06:07.123}, in UTC. */
final class Times {
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private Times() {}

  static String render(long milliseconds) {
    return SHOWN.format(Instant.ofEpochMilli(milliseconds).atOffset(ZoneOffset.UTC));
  }
}
