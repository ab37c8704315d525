package dev.whichhop.flows.reach;

import dev.whichhop.flows.network.Link;
import dev.whichhop.flows.network.NatGateway;
import dev.whichhop.flows.network.Network;
import dev.whichhop.flows.network.NetworkInterface;
import dev.whichhop.flows.network.PrivateAddresses;
import dev.whichhop.flows.network.RouteTable;
import dev.whichhop.flows.network.RouteTarget;
import dev.whichhop.flows.network.Subnet;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.network.Cidr;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Out of a VPC by an internet gateway, and into one. An internet gateway gives each private IPv4
 * address its public one and drops what has none (Reachability Analyzer,
 * IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS); IPv6 addresses stay.
 */
final class InternetCrossing {
  private final Network network;
  private final Routes routes;
  private final List<Hop> hops;

  InternetCrossing(Network network, Routes routes, List<Hop> hops) {
    this.network = network;
    this.routes = routes;
    this.hops = hops;
  }

  /**
   * Out.
   *
   * @param nat the NAT gateway that sends, if one does
   * @return the address that the internet sees; empty where the packet does not get out
   */
  Optional<Cidr> leave(
      Way way,
      Location at,
      Cidr source,
      Location to,
      RouteTarget gateway,
      Optional<NatGateway> nat) {
    boolean onlyOut = gateway.kind() == RouteTarget.Kind.EGRESS_ONLY_INTERNET_GATEWAY;
    Map<String, String> values =
        Map.of(
            "source",
            Decisions.shown(source),
            "destination",
            Decisions.shown(to.dialled()),
            "vpc",
            at.vpcId());
    if (PrivateAddresses.contain(to.dialled())) {
      List<String> change =
          network
              .routeTableOf(at.subnetId(), at.vpcId())
              .map(table ->
                  routes.change(
                      at, to, target -> Change.route(table.id(), routes.subnetOf(to), target)))
              .orElse(List.of());
      return stop(
          way, gateway.id(), Reason.INTERNET_PRIVATE_DESTINATION, values, List.of(), change);
    } else if (onlyOut && way == Way.REPLY) {
      return stop(way, gateway.id(), Reason.INTERNET_ONLY_OUT, values, List.of(), List.of());
    } else if (blocked(at, onlyOut || nat.isPresent())) {
      return stop(way, gateway.id(), Reason.INTERNET_BLOCKED, values, blockEvidence(at), List.of());
    }
    Optional<Cidr> seen =
        source.first().isIpv4()
            ? nat.isPresent()
                ? nat.get().publicAddress()
                : at.networkInterface().flatMap(one -> one.publicAddress(source))
            : Optional.of(source);
    if (seen.isEmpty()) {
      boolean known = at.networkInterface().isPresent() || nat.isPresent();
      List<String> commands =
          !known
              ? List.of(Fetch.networkInterface(source))
              : at.networkInterface().map(one -> Change.publicAddress(one.id(), source)).stream()
                  .toList();
      return stop(
          way,
          gateway.id(),
          known ? Reason.INTERNET_NO_PUBLIC_ADDRESS : Reason.INTERNET_ADDRESS_UNKNOWN,
          values,
          List.of(),
          commands);
    }
    Map<String, String> out = new LinkedHashMap<>(values);
    out.put("public", Decisions.shown(seen.get()));
    hops.add(
        Hop.of(way, HopKind.INTERNET_GATEWAY, gateway.id(), Reason.INTERNET_OUT, out, List.of()));
    return seen;
  }

  /** In, to an end that was dialled by its public address or by IPv6. */
  Passage enter(Way way, Location to) {
    Map<String, String> values =
        Map.of(
            "destination",
            Decisions.shown(to.dialled()),
            "address",
            Decisions.shown(to.address()),
            "source",
            Decisions.shown(to.address()),
            "vpc",
            to.vpcId());
    Optional<RouteTable> edge = network.routeTableOfGateway(to.vpcId());
    if (blocked(to, way == Way.REPLY)) {
      stop(way, to.vpcId(), Reason.INTERNET_BLOCKED, values, blockEvidence(to), List.of());
    } else if (to.isIpv4() && to.dialled().equals(to.address())) {
      boolean known = to.networkInterface().isPresent();
      stop(
          way,
          to.vpcId(),
          known ? Reason.INTERNET_NOT_PUBLISHED : Reason.INTERNET_ADDRESS_UNKNOWN,
          values,
          to.networkInterface().map(NetworkInterface::evidence).stream().toList(),
          known
              ? List.of(Change.publicAddress(to.networkInterface().get().id(), to.address()))
              : List.of(Fetch.networkInterface(to.address())));
    } else if (edge.isPresent()) {
      stop(
          way,
          edge.get().id(),
          Reason.GATEWAY_ROUTES_TO_MIDDLEBOX,
          values,
          List.of(edge.get().evidence()),
          List.of());
    } else {
      hops.add(
          Hop.of(way, HopKind.INTERNET_GATEWAY, to.vpcId(), Reason.INTERNET_IN, values, List.of()));
    }
    return Passage.by(Link.WITHOUT_GROUPS);
  }

  /**
   * VPC Block Public Access (EC2 API, VpcBlockPublicAccessOptions): in both directions, or all but
   * what NAT gateways and egress-only internet gateways ask for.
   */
  private boolean blocked(Location at, boolean asksByItself) {
    String mode = network.subnet(at.subnetId()).map(Subnet::internetBlock).orElse("");
    return mode.equals("block-bidirectional") || mode.equals("block-ingress") && !asksByItself;
  }

  private List<Evidence> blockEvidence(Location at) {
    return network.subnet(at.subnetId()).map(Subnet::evidence).stream().toList();
  }

  private Optional<Cidr> stop(
      Way way,
      String component,
      Reason reason,
      Map<String, String> values,
      List<Evidence> evidence,
      List<String> commands) {
    hops.add(
        Hop.of(
            way,
            HopKind.INTERNET_GATEWAY,
            component,
            reason,
            values,
            evidence,
            commands.toArray(String[]::new)));
    return Optional.empty();
  }
}
