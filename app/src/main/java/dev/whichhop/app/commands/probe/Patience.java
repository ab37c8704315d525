package dev.whichhop.app.commands.probe;

import dev.whichhop.records.log.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A duration of the command line: {@code 500ms}, {@code 30s}, {@code 5m}. */
final class Patience {
  private Patience() {}

  /**
   * Reads it.
   *
   * @param option its name, for the message
   */
  static Duration parse(String option, String text) throws WrongOptions {
    @Nullable Duration parsed = Durations.parse(text, 0);
    if (parsed == null || parsed.isZero() || parsed.isNegative()) {
      throw new WrongOptions(option + ": expected a duration as 500ms, 30s or 5m, found " + text);
    }
    return parsed;
  }
}
