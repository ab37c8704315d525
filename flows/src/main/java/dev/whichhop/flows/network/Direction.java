package dev.whichhop.flows.network;

/** Which of its two lists of rules a security group or network ACL is asked for. */
public enum Direction {
  INBOUND,
  OUTBOUND
}
