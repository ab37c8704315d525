package dev.whichhop.flows.empty;

import java.util.Map;

/**
 * What the evidence says of one reason.
 *
 * @param values for its sentence; of blindness {@code command}, what would tell
 */
public record EmptyFinding(EmptyReason reason, State state, Map<String, String> values) {

  /** Three answers; a reason that was not looked for is blind and never absent. */
  public enum State {
    FOUND,
    ABSENT,
    BLIND
  }

  static EmptyFinding found(EmptyReason reason, Map<String, String> values) {
    return new EmptyFinding(reason, State.FOUND, values);
  }

  static EmptyFinding absent(EmptyReason reason) {
    return new EmptyFinding(reason, State.ABSENT, Map.of());
  }

  static EmptyFinding blind(EmptyReason reason, String needed) {
    return new EmptyFinding(reason, State.BLIND, Map.of("needed", needed));
  }
}
