package dev.whichhop.app.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells a change from a repetition. One look that fails is no change: an API server that restarts
 * is away for some seconds. The second in a row is.
 */
final class Changes {
  private @Nullable Reading told;
  private Instant since = Instant.EPOCH;
  private boolean blindOnce;

  /** The change that this reading is; nothing when it tells what is known. */
  Optional<Change> see(Reading reading, Instant now) {
    Reading before = told;
    if (before == null) {
      return Optional.of(change(reading, reading.state(), Duration.ZERO, now));
    }
    boolean failed = reading.state() == State.BLIND && !reading.why().isEmpty();
    boolean first = failed && !blindOnce;
    blindOnce = failed;
    if (reading.tellsTheSameAs(before) || first) {
      return Optional.empty();
    }
    // A clock that was set back must not make a state last less than nothing.
    Duration lasted = now.isBefore(since) ? Duration.ZERO : Duration.between(since, now);
    return Optional.of(change(reading, before.state(), lasted, now));
  }

  private Change change(Reading reading, State before, Duration lasted, Instant now) {
    told = reading;
    since = now;
    return new Change(now, before, lasted, reading);
  }
}
