package dev.whichhop.flows.conversation;

/** What became of the packets of a flow at one interface. */
public enum Verdict {
  ACCEPT,
  REJECT,
  /** A Transit Gateway counted packets as lost. */
  LOST,
  /** The format does not say, or the record has {@code -}. */
  UNKNOWN;

  /** Whether the packets did not go on. */
  public boolean stopped() {
    return switch (this) {
      case REJECT, LOST -> true;
      case ACCEPT, UNKNOWN -> false;
    };
  }
}
