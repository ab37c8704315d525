package dev.whichhop.diagnosis.view;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Durations as operators write and configure them. */
public final class Seconds {
  /**
   * Values that people configure as time-outs. Whole seconds up to five minutes in the steps that
   * configuration files use, and longer ones in whole minutes.
   */
  private static final List<Integer> USUAL =
      List.of(
          1, 2, 3, 5, 8, 10, 12, 15, 20, 25, 30, 40, 45, 50, 60, 65, 70, 75, 80, 90, 100, 120, 150,
          180, 240, 300, 350, 360, 400, 450, 600, 900, 1200, 1800, 3600);

  /** Proxies add connecting, queueing and the network to a timer; it is never early by more. */
  private static final Duration EARLY = Duration.ofMillis(60);

  private static final double LATE = 0.04;

  private Seconds() {}

  /** {@code 5.003 s}, without needless digits: {@code 15 s}. */
  public static String of(Duration duration) {
    String text = String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end) + " s";
  }

  /** The usual time-out that a measured duration points to, when it is just above one. */
  public static Optional<Duration> usual(Duration measured) {
    for (int value : USUAL) {
      Duration timer = Duration.ofSeconds(value);
      Duration over = measured.minus(timer);
      long late = Math.max(150, (long) (timer.toMillis() * LATE));
      if (over.plus(EARLY).toMillis() >= 0 && over.toMillis() <= late) {
        return Optional.of(timer);
      }
    }
    return Optional.empty();
  }
}
