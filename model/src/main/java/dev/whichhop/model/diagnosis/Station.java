package dev.whichhop.model.diagnosis;

import dev.whichhop.model.Hop;

/**
 * One station of the route that the failing request takes.
 *
 * @param instance pod, load balancer or host; empty when only the kind of hop is known
 */
public record Station(Hop hop, String instance, State state) {

  /** What is known about a station. */
  public enum State {
    /** A request is proven to have passed. */
    OK,
    /** The diagnosed place. */
    FAULT,
    /** No evidence from here. */
    UNSEEN
  }
}
