package dev.whichhop.flows.reach;

import dev.whichhop.flows.network.Network;
import dev.whichhop.flows.network.Peering;
import dev.whichhop.flows.network.Route;
import dev.whichhop.flows.network.RouteChoice;
import dev.whichhop.flows.network.RouteTable;
import dev.whichhop.flows.network.RouteTarget;
import dev.whichhop.flows.network.TransitAttachment;
import dev.whichhop.model.network.Cidr;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Hops that are route tables of subnets. */
final class Routes {
  /**
   * What the route table does.
   *
   * @param route empty where the packet ends here, or where nobody can tell
   */
  record Chosen(Hop hop, Optional<Route> route) {}

  private final Network network;

  Routes(Network network) {
    this.network = network;
  }

  /** Looks up where packets from one end to another go. */
  Chosen choose(Way way, Location at, Location to) {
    Optional<RouteTable> table = network.routeTableOf(at.subnetId(), at.vpcId());
    if (at.subnetId().isEmpty() || table.isEmpty()) {
      return end(
          Hop.of(
              way,
              HopKind.ROUTE_TABLE,
              at.subnetId().isEmpty() ? at.vpcId() : at.subnetId(),
              at.subnetId().isEmpty() ? Reason.SUBNET_UNKNOWN : Reason.ROUTE_TABLE_UNKNOWN,
              Map.of("subnet", at.subnetId(), "vpc", at.vpcId()),
              List.of(),
              at.subnetId().isEmpty() ? Fetch.subnets(at.vpcId()) : Fetch.routeTables(at.vpcId())));
    }
    return switch (RouteChoice.among(table.get().routes(), to.dialled(), network)) {
      case RouteChoice.Taken<Route>(Route route) -> taken(way, at, to, table.get(), route);
      case RouteChoice.None<Route> _ ->
          end(
              hop(
                  way,
                  table.get(),
                  Reason.NO_ROUTE,
                  to,
                  Map.of(),
                  change(at, to, target -> Change.route(table.get().id(), subnetOf(to), target))));
      case RouteChoice.NeedsPrefixList<Route>(String list) ->
          end(
              hop(
                  way,
                  table.get(),
                  Reason.ROUTE_NEEDS_PREFIX_LIST,
                  to,
                  Map.of("list", list),
                  List.of(Fetch.prefixList(list))));
      case RouteChoice.Divided<Route>(Route one, Route other) ->
          end(
              hop(
                  way,
                  table.get(),
                  Reason.ROUTE_DIVIDED,
                  to,
                  Map.of("one", one.destination(), "other", other.destination()),
                  List.of()));
      case RouteChoice.InPart<Route>(Route route) ->
          end(
              hop(
                  way,
                  table.get(),
                  Reason.ROUTE_IN_PART,
                  to,
                  Map.of("route", route.destination()),
                  List.of()));
    };
  }

  private Chosen taken(Way way, Location at, Location to, RouteTable table, Route route) {
    Map<String, String> values =
        Map.of("route", route.destination(), "target", route.target().id(), "vpc", at.vpcId());
    boolean local = route.target().kind() == RouteTarget.Kind.LOCAL;
    if (route.blackhole()) {
      Cidr destination = route.network().orElse(subnetOf(to));
      return end(
          with(
              route,
              hop(
                  way,
                  table,
                  Reason.ROUTE_TARGET_GONE,
                  to,
                  values,
                  change(at, to, target -> Change.replaceRoute(table.id(), destination, target)))));
    } else if (local && !to.isOutside() && !to.vpcId().equals(at.vpcId())) {
      return end(with(route, hop(way, table, Reason.ROUTE_STAYS_IN_VPC, to, values, List.of())));
    }
    return new Chosen(
        with(route, hop(way, table, Reason.ROUTE, to, values, List.of())), Optional.of(route));
  }

  private static Chosen end(Hop hop) {
    return new Chosen(hop, Optional.empty());
  }

  private static Hop with(Route route, Hop hop) {
    return new Hop(
        hop.way(),
        hop.kind(),
        hop.component(),
        hop.reason(),
        hop.values(),
        hop.decisions(),
        List.of(route.evidence()),
        hop.commands());
  }

  private static Hop hop(
      Way way,
      RouteTable table,
      Reason reason,
      Location to,
      Map<String, String> more,
      List<String> commands) {
    Map<String, String> values = new LinkedHashMap<>(more);
    values.put("table", table.id());
    values.put("destination", Decisions.shown(to.dialled()));
    return new Hop(
        way,
        HopKind.ROUTE_TABLE,
        table.id(),
        reason,
        values,
        List.of(),
        List.of(table.evidence()),
        commands);
  }

  /** A change that leads over a connection which exists; none where there is no such. */
  List<String> change(Location at, Location to, Function<RouteTarget, String> command) {
    return connection(at.vpcId(), to.vpcId()).map(command).stream().toList();
  }

  private Optional<RouteTarget> connection(String vpc, String other) {
    if (other.isEmpty() || vpc.equals(other)) {
      return Optional.empty();
    }
    return network.peerings().stream()
        .filter(one -> one.active() && one.joins(vpc, other))
        .map(Peering::id)
        .map(id -> new RouteTarget(RouteTarget.Kind.PEERING, id))
        .findFirst()
        .or(() ->
            network.attachments().stream()
                .filter(one -> one.attaches(vpc))
                .map(TransitAttachment::gatewayId)
                .filter(gateway -> network.attachment(gateway, other).isPresent())
                .map(id -> new RouteTarget(RouteTarget.Kind.TRANSIT_GATEWAY, id))
                .findFirst());
  }

  /** The network of the subnet that the end is in, else its address. */
  Cidr subnetOf(Location to) {
    return network
        .subnet(to.subnetId())
        .flatMap(subnet ->
            subnet.networks().stream().filter(one -> one.contains(to.dialled())).findFirst())
        .orElse(to.dialled());
  }
}
