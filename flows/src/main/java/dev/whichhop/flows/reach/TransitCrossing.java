package dev.whichhop.flows.reach;

import dev.whichhop.flows.network.Link;
import dev.whichhop.flows.network.Network;
import dev.whichhop.flows.network.RouteChoice;
import dev.whichhop.flows.network.TransitAttachment;
import dev.whichhop.flows.network.TransitRoute;
import dev.whichhop.flows.network.TransitRouteTable;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.network.Cidr;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From one VPC to another over Transit Gateways: the attachment of the VPC in this Availability
 * Zone, the route table that it is associated with, the attachment that a route there names.
 */
final class TransitCrossing {
  /** Transit Gateways of one way; more would be a loop of routes. */
  private static final int MOST_GATEWAYS = 4;

  private final Network network;
  private final TransitSubnets subnets;
  private final Routes routes;
  private final List<Hop> hops;

  TransitCrossing(Network network, Question question, Routes routes, List<Hop> hops) {
    this.network = network;
    this.subnets = new TransitSubnets(network, question, hops);
    this.routes = routes;
    this.hops = hops;
  }

  /**
   * Crosses.
   *
   * @param source of the packets
   */
  Passage cross(Way way, Location at, Cidr source, Location to, String gatewayId) {
    Optional<TransitAttachment> near = network.attachment(gatewayId, at.vpcId());
    if (near.isEmpty()) {
      hops.add(
          hop(
              way,
              gatewayId,
              Reason.ATTACHMENT_UNKNOWN,
              Map.of("vpc", at.vpcId(), "gateway", gatewayId),
              Optional.empty(),
              Fetch.attachments(gatewayId)));
      return Passage.BROKEN;
    }
    TransitAttachment attachment = near.get();
    if (!attachment.available()) {
      hops.add(
          hop(
              way,
              attachment.id(),
              Reason.ATTACHMENT_NOT_AVAILABLE,
              Map.of("state", attachment.state()),
              Optional.of(attachment.evidence())));
      return Passage.BROKEN;
    }
    subnets.enter(way, at, source, attachment);
    for (int gateways = 1; gateways <= MOST_GATEWAYS; gateways++) {
      Optional<TransitRoute.Attached> next = route(way, attachment, to);
      if (next.isEmpty()) {
        return Passage.BROKEN;
      }
      TransitRoute.Attached attached = next.get();
      if (attached.resourceType().equals("vpc") && attached.resourceId().equals(to.vpcId())) {
        Link link =
            gateways == 1
                ? new Links(network).overTransitGateway(attachment.gatewayId(), at, to)
                : Link.WITHOUT_GROUPS;
        return subnets.leave(way, at, to, attachment.gatewayId(), link);
      }
      Optional<TransitAttachment> far =
          attached.resourceType().endsWith("peering")
              ? network.farSide(attached.attachmentId(), attachment.gatewayId())
              : Optional.empty();
      if (far.isEmpty()) {
        hops.add(elsewhere(way, attached, to));
        return Passage.BROKEN;
      }
      attachment = far.get();
    }
    return Passage.BROKEN;
  }

  private static Hop elsewhere(Way way, TransitRoute.Attached attached, Location to) {
    boolean peering = attached.resourceType().endsWith("peering");
    return hop(
        way,
        attached.attachmentId(),
        to.isOutside() && attached.resourceType().equals("vpc")
            ? Reason.FAR_SIDE_UNKNOWN
            : Reason.TRANSIT_LEADS_ELSEWHERE,
        Map.of(
            "type",
            attached.resourceType(),
            "other",
            attached.resourceId(),
            "destination",
            Decisions.shown(to.dialled())),
        Optional.empty(),
        peering
            ? new String[] {Fetch.attachments(attached.resourceId())}
            : attached.resourceType().equals("vpc")
                ? new String[] {Fetch.subnets(attached.resourceId())}
                : new String[0]);
  }

  /** Looks up the route table of an attachment; empty where the packet gets no further. */
  private Optional<TransitRoute.Attached> route(
      Way way, TransitAttachment attachment, Location to) {
    if (attachment.routeTableId().isEmpty()) {
      hops.add(
          hop(
              way,
              attachment.id(),
              Reason.ATTACHMENT_UNKNOWN,
              Map.of("vpc", attachment.resourceId(), "gateway", attachment.gatewayId()),
              Optional.of(attachment.evidence()),
              Fetch.attachments(attachment.gatewayId())));
      return Optional.empty();
    }
    String tableId = attachment.routeTableId().get();
    if (tableId.isEmpty()) {
      hops.add(
          hop(
              way,
              attachment.id(),
              Reason.ATTACHMENT_NOT_ASSOCIATED,
              Map.of("gateway", attachment.gatewayId()),
              Optional.of(attachment.evidence()),
              Change.associate(tableOfOthers(attachment.gatewayId()), attachment.id())));
      return Optional.empty();
    }
    Optional<TransitRouteTable> table = network.transitTable(tableId);
    if (table.isEmpty() || !table.get().complete()) {
      hops.add(
          hop(
              way,
              tableId,
              Reason.TRANSIT_ROUTES_UNKNOWN,
              Map.of("table", tableId),
              table.map(TransitRouteTable::evidence),
              Fetch.transitRoutes(tableId)));
      return Optional.empty();
    }
    return choose(way, table.get(), to, attachment.gatewayId());
  }

  /** The table that the other attachments of the gateway have, where that is one. */
  private String tableOfOthers(String gatewayId) {
    List<String> tables =
        network.attachments().stream()
            .filter(one -> one.gatewayId().equals(gatewayId))
            .flatMap(one -> one.routeTableId().stream())
            .filter(id -> !id.isEmpty())
            .distinct()
            .toList();
    return tables.size() == 1 ? tables.getFirst() : "TGW_ROUTE_TABLE_ID";
  }

  private Optional<TransitRoute.Attached> choose(
      Way way, TransitRouteTable table, Location to, String gatewayId) {
    String destination = Decisions.shown(to.dialled());
    return switch (RouteChoice.among(table.routes(), to.dialled(), network)) {
      case RouteChoice.Taken<TransitRoute>(TransitRoute route) -> taken(way, table, route, to);
      case RouteChoice.None<TransitRoute> _ -> {
        String[] change =
            network
                .attachment(gatewayId, to.vpcId())
                .map(far -> Change.transitRoute(table.id(), routes.subnetOf(to), far.id()))
                .stream()
                .toArray(String[]::new);
        hops.add(
            hop(
                way,
                table.id(),
                Reason.TRANSIT_NO_ROUTE,
                Map.of("table", table.id(), "destination", destination),
                Optional.of(table.evidence()),
                change));
        yield Optional.empty();
      }
      case RouteChoice.NeedsPrefixList<TransitRoute>(String list) -> {
        hops.add(
            hop(
                way,
                table.id(),
                Reason.TRANSIT_NEEDS_PREFIX_LIST,
                Map.of("table", table.id(), "list", list),
                Optional.of(table.evidence()),
                Fetch.prefixList(list)));
        yield Optional.empty();
      }
      case RouteChoice.Divided<TransitRoute>(TransitRoute one, TransitRoute other) -> {
        hops.add(
            hop(
                way,
                table.id(),
                Reason.TRANSIT_DIVIDED,
                Map.of(
                    "table",
                    table.id(),
                    "one",
                    one.destination(),
                    "other",
                    other.destination(),
                    "destination",
                    destination),
                Optional.of(one.evidence())));
        yield Optional.empty();
      }
      case RouteChoice.InPart<TransitRoute>(TransitRoute route) -> {
        hops.add(
            hop(
                way,
                table.id(),
                Reason.TRANSIT_IN_PART,
                Map.of(
                    "table", table.id(), "route", route.destination(), "destination", destination),
                Optional.of(route.evidence())));
        yield Optional.empty();
      }
    };
  }

  private Optional<TransitRoute.Attached> taken(
      Way way, TransitRouteTable table, TransitRoute route, Location to) {
    // Paths of equal cost lead to the same network, so the first stands for all.
    Optional<TransitRoute.Attached> attached = route.attachments().stream().findFirst();
    boolean gone = route.blackhole() || attached.isEmpty();
    hops.add(
        hop(
            way,
            table.id(),
            gone ? Reason.TRANSIT_BLACKHOLE : Reason.TRANSIT_ROUTE,
            Map.of(
                "table",
                table.id(),
                "route",
                route.destination(),
                "attachment",
                attached.map(TransitRoute.Attached::attachmentId).orElse("-"),
                "destination",
                Decisions.shown(to.dialled())),
            Optional.of(route.evidence())));
    return gone ? Optional.empty() : attached;
  }

  private static Hop hop(
      Way way,
      String component,
      Reason reason,
      Map<String, String> values,
      Optional<Evidence> evidence,
      String... commands) {
    return Hop.of(
        way,
        HopKind.TRANSIT_GATEWAY,
        component,
        reason,
        values,
        evidence.stream().toList(),
        commands);
  }
}
