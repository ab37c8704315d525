package dev.whichhop.model;

import java.util.Optional;

/**
 * One place on the path of a request, left to right, and the two layers under it.
 *
 * <p>The order of the constants is the order of the path; {@link #VPC} and {@link #CONTROL_PLANE}
 * lie under all of it and come last.
 */
public enum Hop {
  CLIENT("client"),
  NLB("nlb"),
  GATEWAY("gateway"),
  ACTIVATOR("activator"),
  SIDECAR("sidecar"),
  QUEUE_PROXY("queue-proxy"),
  APP("app"),
  VPC("vpc"),
  CONTROL_PLANE("control-plane");

  private final String id;

  Hop(String id) {
    this.id = id;
  }

  /** The word used in data files and in the output, for example {@code queue-proxy}. */
  public String id() {
    return id;
  }

  /** The hop with this word, or empty when there is none. */
  public static Optional<Hop> ofId(String id) {
    for (Hop hop : values()) {
      if (hop.id.equals(id)) {
        return Optional.of(hop);
      }
    }
    return Optional.empty();
  }
}
