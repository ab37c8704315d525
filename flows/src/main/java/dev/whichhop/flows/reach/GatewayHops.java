package dev.whichhop.flows.reach;

import dev.whichhop.flows.network.NatGateway;
import dev.whichhop.flows.network.RouteTarget;
import dev.whichhop.flows.network.VpcEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hops that are NAT gateways, gateway endpoints, and targets of routes that are not decided. */
final class GatewayHops {
  private final Question question;
  private final Way way;

  GatewayHops(Question question, Way way) {
    this.question = question;
    this.way = way;
  }

  Hop target(RouteTarget target, Reason reason, Leg leg) {
    return Hop.of(
        way,
        HopKind.OTHER_TARGET,
        target.id(),
        reason,
        Map.of("target", target.id(), "destination", Decisions.shown(leg.to().dialled())),
        List.of());
  }

  Hop nat(String id, Reason reason, Leg leg, Optional<NatGateway> known) {
    Map<String, String> values =
        Map.of(
            "state",
            known.map(NatGateway::state).orElse("-"),
            "source",
            Decisions.shown(leg.source()),
            "address",
            known.flatMap(NatGateway::address).map(Decisions::shown).orElse("-"),
            "destination",
            Decisions.shown(leg.to().dialled()));
    return Hop.of(
        way,
        HopKind.NAT_GATEWAY,
        id,
        reason,
        values,
        known.map(NatGateway::evidence).stream().toList(),
        known.isEmpty() ? new String[] {Fetch.natGateway(id)} : new String[0]);
  }

  Hop endpoint(RouteTarget target, Optional<VpcEndpoint> known) {
    Map<String, String> values =
        Map.of(
            "service",
            known.map(VpcEndpoint::service).orElse("-"),
            "state",
            known.map(VpcEndpoint::state).orElse("-"),
            "traffic",
            question.words(way));
    return Hop.of(
        way,
        HopKind.VPC_ENDPOINT,
        target.id(),
        endpointReason(known),
        values,
        known.map(VpcEndpoint::evidence).stream().toList(),
        known.isEmpty() ? new String[] {Fetch.endpoint(target.id())} : new String[0]);
  }

  private Reason endpointReason(Optional<VpcEndpoint> known) {
    if (known.isEmpty()) {
      return Reason.ENDPOINT_UNKNOWN;
    } else if (!known.get().available()) {
      return Reason.ENDPOINT_NOT_AVAILABLE;
    }
    return question.fitsGatewayEndpoint() ? Reason.ENDPOINT_FORWARDS : Reason.ENDPOINT_PROTOCOL;
  }
}
