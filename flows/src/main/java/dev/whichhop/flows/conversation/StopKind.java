package dev.whichhop.flows.conversation;

/** Why packets were stopped, as far as records can tell it. */
public enum StopKind {
  /** On its way in at the destination: a security group or an inbound network ACL. */
  INBOUND,
  /** On its way out at the source: a security group or an outbound network ACL. */
  OUTBOUND,
  /** A rule, and nothing tells at which side. */
  RULE,
  /**
   * The request passed and the answer did not: a network ACL, since a security group lets answers
   * through.
   */
  RETURN,
  /** Packets behind the end of a connection that was accepted; no rule is at fault. */
  LATE,
  /** Accepted before; late packets or a changed rule, which only tcp-flags could tell apart. */
  LATE_OR_CHANGED,
  /** Packets of a connection whose opening was not seen; mostly late ones. */
  STRAY,
  /** VPC Block Public Access. */
  PUBLIC_ACCESS_BLOCKED,
  /** VPC Encryption Controls. */
  ENCRYPTION_REQUIRED,
  /** Lost in a Transit Gateway. */
  LOST_IN_GATEWAY;

  /** True when something has to be changed for such packets to pass. */
  public boolean refuses() {
    return switch (this) {
      case INBOUND,
          OUTBOUND,
          RULE,
          RETURN,
          PUBLIC_ACCESS_BLOCKED,
          ENCRYPTION_REQUIRED,
          LOST_IN_GATEWAY ->
          true;
      case LATE, LATE_OR_CHANGED, STRAY -> false;
    };
  }
}
