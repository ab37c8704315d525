package dev.whichhop.diagnosis.view;

import dev.whichhop.model.diagnosis.DurationShape;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Failures that all end after the same time: somebody's clock ended them. It is a clock only where
 * hardly any request of the same vantage is allowed to run longer.
 */
public final class OneDuration {
  private static final int LEAST = 3;

  /** A single failure tells a clock only when it ends this close to a usual time-out, and late. */
  private static final Duration CLOSE = Duration.ofMillis(30);

  private static final Duration LATE = Duration.ofSeconds(5);
  private static final double ALLOWED_LONGER = 0.1;

  private OneDuration() {}

  /** The common duration of the group; empty when it has none or others run longer unharmed. */
  public static Optional<Duration> of(Symptom.RequestFailures group, List<Observation> all) {
    boolean enough =
        group.count() >= LEAST || (group.count() == 2 && usual(group.typicalDuration()));
    return enough ? common(group, all) : Optional.empty();
  }

  /** The same, also from a single failure that ends just at a usual time-out. */
  public static Optional<Duration> evenOfOne(Symptom.RequestFailures group, List<Observation> all) {
    Duration typical = group.typicalDuration();
    boolean telling =
        typical != null
            && typical.compareTo(LATE) >= 0
            && Seconds.usual(typical)
                .filter(timer -> timer.minus(typical).abs().compareTo(CLOSE) <= 0)
                .isPresent();
    return telling ? common(group, all) : of(group, all);
  }

  private static boolean usual(@Nullable Duration typical) {
    return typical != null && Seconds.usual(typical).isPresent();
  }

  private static Optional<Duration> common(Symptom.RequestFailures group, List<Observation> all) {
    Duration typical = group.typicalDuration();
    if (typical == null || group.durationShape() != DurationShape.CONSTANT) {
      return Optional.empty();
    }
    Duration clearlyLonger = typical.plus(typical.dividedBy(10));
    long comparable = 0;
    long longer = 0;
    String authority = group.failures().isEmpty() ? "" : group.failures().getFirst().authority();
    for (Observation one : all) {
      if (one.succeeded()
          && one.vantage().hop() == group.hop()
          && one.vantage().side() == group.side()
          && one.authority().equals(authority)
          && one.duration().isPresent()) {
        comparable++;
        longer += one.duration().get().compareTo(clearlyLonger) > 0 ? 1 : 0;
      }
    }
    return longer <= ALLOWED_LONGER * Math.min(comparable, group.count())
        ? Optional.of(typical)
        : Optional.empty();
  }
}
