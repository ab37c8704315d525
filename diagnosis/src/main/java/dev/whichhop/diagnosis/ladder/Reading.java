package dev.whichhop.diagnosis.ladder;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.ladder.DurationText;
import dev.whichhop.model.ladder.Origin;
import dev.whichhop.model.ladder.TimerValue;
import java.time.Duration;
import java.util.Optional;

/**
 * A value that the evidence has for a timer.
 *
 * @param where the object, pod or log
 */
record Reading(String where, TimerValue value, Origin origin) {

  /** A duration in Go's or protobuf's form. Zero means never, as in Envoy's and Istio's fields. */
  static Optional<Reading> duration(String where, Node field) {
    return DurationText.parse(field.textOrEmpty()).map(value -> configured(where, value, field));
  }

  /** A plain number of seconds; zero means never. */
  static Optional<Reading> seconds(String where, Node field) {
    return field.number().isPresent()
        ? Optional.of(
            configured(
                where, Duration.ofMillis(Math.round(field.number().getAsDouble() * 1000)), field))
        : Optional.empty();
  }

  static Reading configured(String where, TimerValue value, Evidence evidence) {
    return new Reading(where, value, new Origin.Configured(evidence));
  }

  static Reading lasts(String where, Duration value, Evidence evidence) {
    return configured(where, new TimerValue.Lasts(value), evidence);
  }

  static Reading measured(String where, Duration value, Evidence evidence, boolean atLeast) {
    return new Reading(where, new TimerValue.Lasts(value), new Origin.Measured(evidence, atLeast));
  }

  private static Reading configured(String where, Duration value, Node field) {
    return configured(
        where,
        value.isZero() ? new TimerValue.Never() : new TimerValue.Lasts(value),
        field.evidence());
  }
}
