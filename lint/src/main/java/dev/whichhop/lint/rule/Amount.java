package dev.whichhop.lint.rule;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations, quantities and plain numbers as one number. */
final class Amount {
  private static final Pattern DURATION_PART =
      Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|h|m|s)", Pattern.CASE_INSENSITIVE);
  private static final Pattern QUANTITY = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([kKMGT]i?|)B?");

  private Amount() {}

  /** {@code 1m30s} as 90, {@code 64Mi} as bytes, {@code 25} as 25. */
  static OptionalDouble of(String text) {
    String value = text.strip();
    Matcher parts = DURATION_PART.matcher(value);
    if (value.matches("(?i)(\\d+(\\.\\d+)?(ms|h|m|s))+")) {
      double seconds = 0;
      while (parts.find()) {
        seconds += Double.parseDouble(parts.group(1)) * unit(parts.group(2));
      }
      return OptionalDouble.of(seconds);
    }
    Matcher quantity = QUANTITY.matcher(value);
    return quantity.matches()
        ? OptionalDouble.of(Double.parseDouble(quantity.group(1)) * factor(quantity.group(2)))
        : OptionalDouble.empty();
  }

  /** CPU of Kubernetes as cores: {@code 500m} as 0.5. */
  static OptionalDouble cores(String text) {
    String value = text.strip();
    return value.matches("\\d+m")
        ? OptionalDouble.of(Double.parseDouble(value.substring(0, value.length() - 1)) / 1000)
        : of(value);
  }

  private static double unit(String unit) {
    return switch (unit.toLowerCase(java.util.Locale.ROOT)) {
      case "ms" -> 0.001;
      case "m" -> 60;
      case "h" -> 3600;
      default -> 1;
    };
  }

  private static double factor(String prefix) {
    if (prefix.isEmpty()) {
      return 1;
    }
    double base = prefix.endsWith("i") ? 1024 : 1000;
    return Math.pow(base, 1 + "kmgt".indexOf(Character.toLowerCase(prefix.charAt(0))));
  }
}
