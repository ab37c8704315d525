package dev.whichhop.flows.network;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.network.Cidr;
import java.util.Optional;

/**
 * A route of a VPC route table.
 *
 * @param blackhole its target is gone: what it takes is dropped
 */
public record Route(
    Optional<Cidr> network,
    String prefixListId,
    RouteTarget target,
    boolean blackhole,
    boolean propagated,
    Evidence evidence)
    implements Routed {

  /** Empty for a route without effect: one that is filtered. */
  static Optional<Route> of(Node root) {
    Node destination =
        root.any("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId");
    String list = root.get("DestinationPrefixListId").textOrEmpty();
    String state = root.get("State").textOrEmpty();
    String origin = root.get("Origin").textOrEmpty();
    if (state.equals("filtered")) {
      return Optional.empty();
    }
    return Optional.of(
        new Route(
            list.isEmpty() ? Optional.of(UnreadableRule.network(destination)) : Optional.empty(),
            list,
            RouteTarget.of(root),
            state.equals("blackhole"),
            // By a virtual private gateway, by VPC Route Server.
            origin.equals("EnableVgwRoutePropagation") || origin.equals("Advertisement"),
            destination.evidence()));
  }

  @Override
  public boolean leadsToService() {
    return !prefixListId.isEmpty() && target.kind() == RouteTarget.Kind.VPC_ENDPOINT;
  }

  boolean isLocalFor(Cidr address) {
    return target.kind() == RouteTarget.Kind.LOCAL
        && network.filter(one -> one.contains(address)).isPresent();
  }
}
