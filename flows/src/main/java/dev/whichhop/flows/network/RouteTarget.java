package dev.whichhop.flows.network;

import dev.whichhop.model.evidence.Node;

/**
 * Where a route leads.
 *
 * @param id as written; {@code local} for the VPC itself
 */
public record RouteTarget(Kind kind, String id) {

  /** Kinds of targets, each with the field of the EC2 API (Route) that holds its id. */
  public enum Kind {
    LOCAL,
    PEERING,
    TRANSIT_GATEWAY,
    NAT_GATEWAY,
    INTERNET_GATEWAY,
    EGRESS_ONLY_INTERNET_GATEWAY,
    VPC_ENDPOINT,
    VPN_GATEWAY,
    /** An interface or instance that forwards: a firewall, a NAT instance. */
    INTERFACE,
    /** Local gateways, carrier gateways, Cloud WAN and whatever comes. */
    OTHER
  }

  static RouteTarget of(Node route) {
    String gateway = route.get("GatewayId").textOrEmpty();
    if (gateway.equals("local")) {
      return new RouteTarget(Kind.LOCAL, gateway);
    } else if (gateway.startsWith("igw-")) {
      return new RouteTarget(Kind.INTERNET_GATEWAY, gateway);
    } else if (gateway.startsWith("vpce-")) {
      return new RouteTarget(Kind.VPC_ENDPOINT, gateway);
    } else if (gateway.startsWith("vgw-")) {
      return new RouteTarget(Kind.VPN_GATEWAY, gateway);
    } else if (!gateway.isEmpty()) {
      return new RouteTarget(Kind.OTHER, gateway);
    }
    return first(
        route,
        new Field("VpcPeeringConnectionId", Kind.PEERING),
        new Field("TransitGatewayId", Kind.TRANSIT_GATEWAY),
        new Field("NatGatewayId", Kind.NAT_GATEWAY),
        new Field("EgressOnlyInternetGatewayId", Kind.EGRESS_ONLY_INTERNET_GATEWAY),
        // A route to an instance also names the interface that it leads through.
        new Field("NetworkInterfaceId", Kind.INTERFACE),
        new Field("InstanceId", Kind.INTERFACE),
        new Field("LocalGatewayId", Kind.OTHER),
        new Field("CarrierGatewayId", Kind.OTHER),
        new Field("CoreNetworkArn", Kind.OTHER),
        new Field("OdbNetworkArn", Kind.OTHER),
        new Field("IpAddress", Kind.OTHER));
  }

  private record Field(String name, Kind kind) {}

  private static RouteTarget first(Node route, Field... fields) {
    for (Field field : fields) {
      String id = route.get(field.name()).textOrEmpty();
      if (!id.isEmpty()) {
        return new RouteTarget(field.kind(), id);
      }
    }
    return new RouteTarget(Kind.OTHER, "?");
  }
}
