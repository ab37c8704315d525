package dev.whichhop.flows.network;

import java.util.Optional;

/**
 * What a filter decides about a part of the traffic.
 *
 * @param rule the rule that decides; empty where none speaks of it
 */
public record Decision(Traffic part, Outcome outcome, Optional<Rule> rule) {

  /** Allowed, refused, or not to be told from what was read. */
  public enum Outcome {
    ALLOWED,
    REFUSED,
    UNKNOWN
  }
}
