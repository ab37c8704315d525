package dev.whichhop.flows.zone;

/** What traffic crosses. */
public enum Way {
  WITHIN_ZONE,
  ACROSS_ZONES,
  /** Through a NAT gateway, told by the interface that saw it. */
  NAT_GATEWAY,
  /** At least one end lies in no subnet that is described. */
  OUTSIDE
}
