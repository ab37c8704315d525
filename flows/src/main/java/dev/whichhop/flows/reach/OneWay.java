package dev.whichhop.flows.reach;

import dev.whichhop.flows.network.Direction;
import dev.whichhop.flows.network.Link;
import dev.whichhop.flows.network.NatGateway;
import dev.whichhop.flows.network.Network;
import dev.whichhop.flows.network.Peer;
import dev.whichhop.flows.network.PrivateAddresses;
import dev.whichhop.flows.network.Route;
import dev.whichhop.flows.network.RouteTarget;
import dev.whichhop.flows.network.VpcEndpoint;
import dev.whichhop.model.network.Cidr;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The way of packets in one direction. Each thing passed becomes a hop; where one stops them, what
 * can be told of the rest is told all the same, so that all that is wrong is seen at once.
 */
final class OneWay {
  private final Network network;
  private final Question question;
  private final Way way;
  private final List<Hop> hops;
  private final GroupHops groups;
  private final AclHops acls;
  private final Routes routes;
  private final Links links;
  private final InternetCrossing internet;
  private final GatewayHops gateways;

  OneWay(Network network, Question question, Way way, List<Hop> hops) {
    this.network = network;
    this.question = question;
    this.way = way;
    this.hops = hops;
    this.groups = new GroupHops(network);
    this.acls = new AclHops(network);
    this.routes = new Routes(network);
    this.links = new Links(network);
    this.internet = new InternetCrossing(network, routes, hops);
    this.gateways = new GatewayHops(question, way);
  }

  /**
   * Sends packets on their way.
   *
   * @param overInternet true for replies to what came over the internet
   * @return how they were changed on it
   */
  Trip send(Leg leg, boolean overInternet) {
    Location at = leg.at();
    Routes.Chosen chosen = routes.choose(way, at, leg.to());
    boolean asks = way == Way.REQUEST && leg.nat().isEmpty();
    if (asks) {
      hops.add(groupsOut(leg, chosen.route()));
    }
    if (leg.withinSubnet()) {
      hops.add(
          Hop.of(
              way,
              HopKind.SUBNET,
              at.subnetId(),
              Reason.SAME_SUBNET,
              Map.of("subnet", at.subnetId()),
              List.of()));
      arrive(leg, leg.source(), new Passage(Link.SAME_VPC, at.subnetId()));
      return Trip.unchanged(leg.source());
    }
    hops.add(acl(at, Direction.OUTBOUND, leg.to().dialled()));
    hops.add(chosen.hop());
    if (chosen.route().isEmpty()) {
      arrive(leg, leg.source(), Passage.BROKEN);
      return Trip.unchanged(leg.source());
    }
    return follow(leg, chosen.route().get(), overInternet);
  }

  private Trip follow(Leg leg, Route route, boolean overInternet) {
    RouteTarget target = route.target();
    boolean byInternet =
        target.kind() == RouteTarget.Kind.INTERNET_GATEWAY
            || target.kind() == RouteTarget.Kind.EGRESS_ONLY_INTERNET_GATEWAY
            || target.kind() == RouteTarget.Kind.NAT_GATEWAY;
    if (overInternet && !byInternet) {
      hops.add(gateways.target(target, Reason.INTERNET_REPLY_BY_OTHER_WAY, leg));
      arrive(leg, leg.source(), Passage.BROKEN);
      return Trip.unchanged(leg.source());
    }
    if (leg.nat().isPresent() && target.kind() == RouteTarget.Kind.PEERING) {
      // Documented from a NAT gateway are Transit and virtual private gateways (vpc-nat-gateway).
      hops.add(gateways.target(target, Reason.TARGET_NOT_DECIDED, leg));
      return arrive(leg, leg.source(), Passage.BROKEN);
    }
    return switch (target.kind()) {
      case LOCAL -> arrive(leg, leg.source(), Passage.by(Link.SAME_VPC));
      case PEERING ->
          arrive(
              leg,
              leg.source(),
              new PeeringCrossing(network, hops).cross(way, leg.at(), leg.to(), target.id()));
      case TRANSIT_GATEWAY ->
          arrive(
              leg,
              leg.source(),
              transit().cross(way, leg.at(), leg.source(), leg.to(), target.id()));
      case INTERNET_GATEWAY, EGRESS_ONLY_INTERNET_GATEWAY -> overInternet(leg, target);
      case NAT_GATEWAY -> translate(leg, target.id(), overInternet);
      case VPC_ENDPOINT -> endpoint(leg, target);
      case VPN_GATEWAY, INTERFACE, OTHER -> {
        hops.add(gateways.target(target, Reason.TARGET_NOT_DECIDED, leg));
        yield arrive(leg, leg.source(), Passage.BROKEN);
      }
    };
  }

  private TransitCrossing transit() {
    return new TransitCrossing(network, question, routes, hops);
  }

  private Trip overInternet(Leg leg, RouteTarget gateway) {
    Optional<Cidr> seen = internet.leave(way, leg.at(), leg.source(), leg.to(), gateway, leg.nat());
    if (seen.isEmpty()) {
      return arrive(leg, leg.source(), Passage.BROKEN);
    }
    if (!leg.to().isOutside()) {
      arrive(leg, seen.get(), internet.enter(way, leg.to()));
    }
    return Trip.overInternet(seen.get());
  }

  private Trip translate(Leg leg, String id, boolean overInternet) {
    Optional<NatGateway> known = network.natGateway(id);
    RouteTarget target = new RouteTarget(RouteTarget.Kind.NAT_GATEWAY, id);
    if (way == Way.REPLY) {
      hops.add(gateways.nat(id, Reason.NAT_CANNOT_REPLY, leg, known));
      return arrive(leg, leg.source(), Passage.BROKEN);
    } else if (known.isEmpty()) {
      hops.add(gateways.nat(id, Reason.NAT_UNKNOWN, leg, known));
      return arrive(leg, leg.source(), Passage.BROKEN);
    }
    NatGateway gateway = known.get();
    if (!gateway.available()) {
      hops.add(gateways.nat(id, Reason.NAT_NOT_AVAILABLE, leg, known));
      return arrive(leg, leg.source(), Passage.BROKEN);
    } else if (gateway.regional()
        || gateway.address().isEmpty()
        || leg.nat().isPresent()
        || !leg.to().isIpv4()) {
      // Regional NAT gateways, chains of them and NAT64: not decided here.
      hops.add(gateways.target(target, Reason.TARGET_NOT_DECIDED, leg));
      return arrive(leg, leg.source(), Passage.BROKEN);
    }
    Cidr address = gateway.address().get();
    Location at =
        new Location(id, address, address, Optional.empty(), gateway.subnetId(), gateway.vpcId());
    if (!at.subnetId().equals(leg.at().subnetId())) {
      hops.add(acl(at, Direction.INBOUND, leg.source()));
    }
    hops.add(gateways.nat(id, Reason.NAT_TRANSLATES, leg, known));
    Trip trip = send(new Leg(at, address, leg.to(), known), overInternet);
    return trip.by(at);
  }

  private Trip endpoint(Leg leg, RouteTarget target) {
    Optional<VpcEndpoint> known = network.endpoint(target.id());
    if (known.isPresent() && !known.get().isGateway()) {
      hops.add(gateways.target(target, Reason.TARGET_NOT_DECIDED, leg));
      return arrive(leg, leg.source(), Passage.BROKEN);
    }
    hops.add(gateways.endpoint(target, known));
    return Trip.unchanged(leg.source());
  }

  /** From outside of every VPC that was read, to an end in one. */
  Trip enter(Location from, Location to) {
    Leg leg = Leg.of(from, from.address(), to);
    if (!PrivateAddresses.contain(from.address())) {
      arrive(leg, from.address(), internet.enter(way, to));
      return Trip.overInternet(from.address());
    }
    hops.add(
        Hop.of(
            way,
            HopKind.OUTSIDE,
            from.name(),
            Reason.COMES_FROM_OUTSIDE,
            Map.of("source", Decisions.shown(from.address()), "vpc", to.vpcId()),
            List.of(),
            Fetch.networkInterface(from.address())));
    return arrive(leg, from.address(), Passage.by(Link.WITHOUT_GROUPS));
  }

  /** What comes back to an end from outside. */
  void receive(Location at, Cidr from) {
    hops.add(acl(at, Direction.INBOUND, from));
  }

  private Trip arrive(Leg leg, Cidr source, Passage passage) {
    Location to = leg.to();
    if (!to.isOutside()) {
      if (to.subnetId().isEmpty() || !passage.enteredBy().equals(to.subnetId())) {
        hops.add(acl(to, Direction.INBOUND, source));
      }
      if (way == Way.REQUEST) {
        Peer peer = new Peer(source, groupsOf(leg), passage.link());
        hops.add(groups.hop(to, Direction.INBOUND, peer, question.traffic(way)));
      }
    }
    return Trip.unchanged(source);
  }

  private Hop groupsOut(Leg leg, Optional<Route> route) {
    Location to = leg.to();
    boolean byPrivateAddress = to.dialled().equals(to.address());
    Optional<Set<String>> others =
        to.isOutside() || !byPrivateAddress ? Optional.of(Set.of()) : to.groups().map(HashSet::new);
    Link link =
        leg.withinSubnet() ? Link.SAME_VPC : links.of(route, leg.at(), to, Direction.OUTBOUND);
    Peer peer = new Peer(to.dialled(), others, link);
    return groups.hop(leg.at(), Direction.OUTBOUND, peer, question.traffic(way));
  }

  private static Optional<Set<String>> groupsOf(Leg leg) {
    return leg.at().isOutside() || leg.nat().isPresent()
        ? Optional.of(Set.of())
        : leg.at().groups().map(HashSet::new);
  }

  private Hop acl(Location at, Direction direction, Cidr peer) {
    return acls.hop(way, at.subnetId(), at.vpcId(), direction, peer, question.traffic(way));
  }
}
