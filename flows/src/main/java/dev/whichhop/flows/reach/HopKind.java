package dev.whichhop.flows.reach;

/** What a packet passes on its way. */
public enum HopKind {
  SECURITY_GROUPS_OUT,
  SUBNET,
  NETWORK_ACL_OUT,
  ROUTE_TABLE,
  PEERING,
  TRANSIT_GATEWAY,
  NAT_GATEWAY,
  INTERNET_GATEWAY,
  VPC_ENDPOINT,
  OTHER_TARGET,
  OUTSIDE,
  NETWORK_ACL_IN,
  SECURITY_GROUPS_IN
}
