package dev.whichhop.flows.reach;

/** Packets of the one who asks, and packets of the one who answers. */
public enum Way {
  REQUEST,
  REPLY
}
