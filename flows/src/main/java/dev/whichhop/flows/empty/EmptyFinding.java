package dev.whichhop.flows.empty;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the evidence says of one reason.
 *
 * @param values for its sentence, when it was found
 * @param needed what would tell; of blindness only, else null
 */
public record EmptyFinding(
    EmptyReason reason, State state, Map<String, String> values, @Nullable Needed needed) {

  /** Three answers; a reason that was not looked for is blind and never absent. */
  public enum State {
    FOUND,
    ABSENT,
    BLIND
  }

  static EmptyFinding found(EmptyReason reason, Map<String, String> values) {
    return new EmptyFinding(reason, State.FOUND, values, null);
  }

  static EmptyFinding absent(EmptyReason reason) {
    return new EmptyFinding(reason, State.ABSENT, Map.of(), null);
  }

  static EmptyFinding blind(EmptyReason reason, Needed needed) {
    return new EmptyFinding(reason, State.BLIND, Map.of(), needed);
  }
}
