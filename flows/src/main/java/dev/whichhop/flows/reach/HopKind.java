package dev.whichhop.flows.reach;

/** What a packet passes on its way. */
public enum HopKind {
  SECURITY_GROUPS_OUT(false),
  SUBNET(false),
  NETWORK_ACL_OUT(false),
  ROUTE_TABLE(true),
  PEERING(true),
  TRANSIT_GATEWAY(true),
  NAT_GATEWAY(true),
  INTERNET_GATEWAY(true),
  VPC_ENDPOINT(true),
  OTHER_TARGET(true),
  /** Where packets come from that no answer describes; their source is the one asked about. */
  OUTSIDE(false),
  NETWORK_ACL_IN(false),
  SECURITY_GROUPS_IN(false);

  private final boolean routes;

  HopKind(boolean routes) {
    this.routes = routes;
  }

  /** True when it decides where packets go next, or changes their addresses. */
  boolean routes() {
    return routes;
  }
}
