package dev.whichhop.model.ladder;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as Go and protobuf write them: {@code 350s}, {@code 1h}, {@code 250ms}, {@code 1m30s},
 * {@code 0.5s}.
 */
public final class DurationText {
  private static final Pattern PART = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(h|ms|m|s)");

  private DurationText() {}

  /** The duration; empty for anything else, a number without a unit too. */
  public static Optional<Duration> parse(String text) {
    Matcher part = PART.matcher(text);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (part.find() && part.start() == end) {
      double unit =
          switch (part.group(2)) {
            case "h" -> 3_600_000;
            case "m" -> 60_000;
            case "s" -> 1_000;
            default -> 1;
          };
      sum = sum.plusMillis(Math.round(Double.parseDouble(part.group(1)) * unit));
      end = part.end();
    }
    return end == 0 || end < text.length() ? Optional.empty() : Optional.of(sum);
  }
}
