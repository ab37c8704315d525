package dev.whichhop.flows.reach;

import dev.whichhop.flows.network.Direction;
import dev.whichhop.flows.network.Link;
import dev.whichhop.flows.network.Network;
import dev.whichhop.flows.network.Peering;
import dev.whichhop.flows.network.Route;
import dev.whichhop.flows.network.RouteTarget;
import dev.whichhop.flows.network.TransitAttachment;
import java.util.List;
import java.util.Optional;

/** Which connection a route takes, as far as rules that name security groups depend on it. */
final class Links {
  private final Network network;

  Links(Network network) {
    this.network = network;
  }

  /**
   * The link between two ends by a route at the first.
   *
   * @param route empty where it is not known
   * @param direction of the rules that ask
   */
  Link of(Optional<Route> route, Location at, Location to, Direction direction) {
    if (route.isEmpty()) {
      return Link.UNKNOWN;
    }
    RouteTarget target = route.get().target();
    return switch (target.kind()) {
      case LOCAL -> Link.SAME_VPC;
      case PEERING -> network.peering(target.id()).map(Links::over).orElse(Link.UNKNOWN);
      case TRANSIT_GATEWAY ->
          // Only inbound rules may reference groups there, whatever is switched on.
          direction == Direction.OUTBOUND
              ? Link.WITHOUT_GROUPS
              : overTransitGateway(target.id(), at, to);
      case NAT_GATEWAY,
          INTERNET_GATEWAY,
          EGRESS_ONLY_INTERNET_GATEWAY,
          VPC_ENDPOINT,
          VPN_GATEWAY,
          INTERFACE,
          OTHER ->
          Link.WITHOUT_GROUPS;
    };
  }

  /** A group of a VPC in another Region cannot be referenced (VPC peering guide). */
  static Link over(Peering peering) {
    return peering.crossesRegions() ? Link.WITHOUT_GROUPS : Link.PEERING;
  }

  /**
   * References to security groups pass only where the gateway and both attachments have them on
   * (EC2 API, TransitGatewayOptions: off by default; TransitGatewayVpcAttachmentOptions).
   */
  Link overTransitGateway(String gatewayId, Location at, Location to) {
    List<Optional<Boolean>> switches =
        List.of(
            network.groupReferencing(gatewayId),
            network.attachment(gatewayId, at.vpcId()).flatMap(TransitAttachment::groupReferencing),
            network.attachment(gatewayId, to.vpcId()).flatMap(TransitAttachment::groupReferencing));
    if (switches.contains(Optional.of(false))) {
      return Link.WITHOUT_GROUPS;
    }
    return switches.stream().anyMatch(Optional::isEmpty)
        ? Link.UNKNOWN
        : Link.TRANSIT_GATEWAY_WITH_GROUPS;
  }
}
