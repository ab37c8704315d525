package dev.whichhop.model.ladder;

import java.time.Duration;
import java.util.Optional;

/** What a timer is set to. */
public sealed interface TimerValue {

  /** It ends after this time. */
  record Lasts(Duration time) implements TimerValue {}

  /** It is off: it never ends. */
  record Never() implements TimerValue {}

  /** A count that belongs to a timer: attempts, a threshold. */
  record Times(long count) implements TimerValue {}

  /** Neither the evidence nor a default tells. */
  record Unknown() implements TimerValue {}

  /** The time; empty when it never ends, is a count, or is unknown. */
  default Optional<Duration> duration() {
    return this instanceof Lasts lasts ? Optional.of(lasts.time) : Optional.empty();
  }

  default boolean known() {
    return !(this instanceof Unknown);
  }
}
