package dev.whichhop.evidence.format;

import java.time.Duration;
import java.util.Optional;

/** Ages as kubectl prints them: {@code 45s}, {@code 5m30s}, {@code 2d3h}, {@code 3y45d}. */
final class KubernetesAge {
  private static final int MOST_DIGITS = 9;

  private KubernetesAge() {}

  /** The age at the beginning of a cell such as {@code 34s (x3 over 2m)}. */
  static Optional<Duration> of(String cell) {
    int end = cell.indexOf(' ');
    String text = end < 0 ? cell : cell.substring(0, end);
    long seconds = 0;
    int digits = 0;
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9' && digits < MOST_DIGITS) {
        number = number * 10 + (c - '0');
        digits++;
        continue;
      }
      long unit =
          switch (c) {
            case 's' -> 1;
            case 'm' -> 60;
            case 'h' -> 3_600;
            case 'd' -> 86_400;
            case 'y' -> 365 * 86_400L;
            default -> 0;
          };
      if (unit == 0 || digits == 0) {
        return Optional.empty();
      }
      seconds += number * unit;
      number = 0;
      digits = 0;
    }
    return text.isEmpty() || digits > 0
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(seconds));
  }

  /** The {@code 3} of {@code 34s (x3 over 2m)}; 1 when there is none. */
  static int times(String cell) {
    int from = cell.indexOf("(x");
    int to = from < 0 ? -1 : cell.indexOf(' ', from);
    if (to < 0 || to - from - 2 > MOST_DIGITS) {
      return 1;
    }
    try {
      return Math.max(1, Integer.parseInt(cell.substring(from + 2, to)));
    } catch (NumberFormatException notANumber) {
      return 1;
    }
  }
}
