package dev.whichhop.flows.network;

/**
 * How two ends are connected, as far as rules that name a security group depend on it: whether the
 * groups of the peer are still known where its packets arrive.
 */
public enum Link {
  /** Both in one VPC. */
  SAME_VPC,

  /** VPC peering within a Region (VPC peering guide, vpc-peering-security-groups). */
  PEERING,

  /** A Transit Gateway with security group referencing on, and on at both attachments. */
  TRANSIT_GATEWAY_WITH_GROUPS,

  /**
   * A way on which groups are lost: peering of two Regions, a Transit Gateway without referencing,
   * address translation (Reachability Analyzer: SG_REFERENCES_NOT_PRESERVED).
   */
  WITHOUT_GROUPS,

  /** Not known, for a route or an answer is missing. */
  UNKNOWN
}
