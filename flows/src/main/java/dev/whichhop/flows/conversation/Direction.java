package dev.whichhop.flows.conversation;

/** Which way packets went through an interface. */
public enum Direction {
  INGRESS,
  EGRESS,
  UNKNOWN
}
