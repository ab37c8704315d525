package dev.whichhop.records.log;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Durations as programs log them: {@code 42ms}, {@code (15 ms)}, {@code 3m0.472s}, {@code ms=17}.
 */
public final class Durations {

  /** Keys whose number has a unit of its own or the one given, in seconds. */
  private static final Map<String, Double> UNIT_OF_KEY =
      Map.ofEntries(
          Map.entry("ms", 1e-3),
          Map.entry("duration_ms", 1e-3),
          Map.entry("durationms", 1e-3),
          Map.entry("elapsed_ms", 1e-3),
          Map.entry("elapsedms", 1e-3),
          Map.entry("latency_ms", 1e-3),
          Map.entry("latencyms", 1e-3),
          Map.entry("took_ms", 1e-3),
          Map.entry("time_ms", 1e-3),
          Map.entry("response_time_ms", 1e-3),
          Map.entry("responsetime", 1e-3),
          Map.entry("rtt_ms", 1e-3),
          Map.entry("seconds", 1.0),
          Map.entry("duration_s", 1.0),
          Map.entry("duration_seconds", 1.0),
          Map.entry("elapsed_s", 1.0),
          Map.entry("time_total", 1.0),
          Map.entry("duration", 1e-3),
          Map.entry("elapsed", 1e-3),
          Map.entry("latency", 1e-3),
          Map.entry("took", 1e-3),
          Map.entry("rt", 1e-3),
          Map.entry("cost", 1e-3),
          Map.entry("time_taken", 1e-3));

  private Durations() {}

  /** True when a value below this key is a duration. */
  public static boolean isKey(String key) {
    return UNIT_OF_KEY.containsKey(key.toLowerCase(java.util.Locale.ROOT));
  }

  /** A value with its own unit, else with the unit that its key implies; null when it is none. */
  public static @Nullable Duration ofField(String key, String value) {
    Duration own = parse(value, 0);
    if (own != null) {
      return own;
    }
    Double unit = UNIT_OF_KEY.get(key.toLowerCase(java.util.Locale.ROOT));
    try {
      return unit == null ? null : ofSeconds(Double.parseDouble(value.trim()) * unit);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The first duration with a unit behind {@code from}; null when there is none. */
  public static @Nullable Duration first(String text, int from) {
    for (int i = Math.max(from, 0); i < text.length(); i++) {
      boolean begins =
          Character.isDigit(text.charAt(i))
              && (i == 0 || " \t([,".indexOf(text.charAt(i - 1)) >= 0);
      if (begins) {
        Duration found = parse(text, i);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /** The duration at {@code from}, one or more numbers with units; null when there is none. */
  public static @Nullable Duration parse(String text, int from) {
    double seconds = 0;
    int at = from;
    boolean any = false;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      int end = at;
      while (end < text.length() && end - at < 18 && isNumberPart(text.charAt(end))) {
        end++;
      }
      double number;
      try {
        number = Double.parseDouble(text.substring(at, end));
      } catch (NumberFormatException e) {
        return null;
      }
      int unit = end < text.length() && text.charAt(end) == ' ' && !any ? end + 1 : end;
      int unitEnd = unit;
      while (unitEnd < text.length()
          && (Character.isLetter(text.charAt(unitEnd)) || text.charAt(unitEnd) == '\u00b5')) {
        unitEnd++;
      }
      int spelled = unitEnd;
      double factor = factor(text.substring(unit, spelled));
      if (factor == 0) {
        return null;
      }
      seconds += number * factor;
      any = true;
      at = unitEnd;
    }
    return any ? ofSeconds(seconds) : null;
  }

  private static boolean isNumberPart(char c) {
    return Character.isDigit(c) || c == '.';
  }

  private static double factor(String unit) {
    return switch (unit) {
      case "ns" -> 1e-9;
      case "us", "\u00b5s", "\u03bcs" -> 1e-6;
      case "ms", "msec", "millis", "milliseconds" -> 1e-3;
      case "s", "sec", "secs", "seconds", "second" -> 1;
      case "m", "min", "mins", "minutes" -> 60;
      case "h", "hours" -> 3600;
      default -> 0;
    };
  }

  /** Rounded to microseconds; null when it is out of range for a request. */
  public static @Nullable Duration ofSeconds(double seconds) {
    return seconds >= 0 && seconds < 1e9
        ? Duration.ofNanos(Math.round(seconds * 1e6) * 1000)
        : null;
  }
}
