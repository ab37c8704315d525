package dev.whichhop.flows.reach;

import dev.whichhop.flows.network.Link;

/**
 * How packets come out of a connection between two VPCs.
 *
 * @param enteredBy the subnet whose interface of a Transit Gateway they come from; empty where they
 *     come from the router of the VPC
 */
record Passage(Link link, String enteredBy) {
  /** Where the way breaks off, or cannot be told: what follows is looked at all the same. */
  static final Passage BROKEN = new Passage(Link.UNKNOWN, "");

  static Passage by(Link link) {
    return new Passage(link, "");
  }
}
