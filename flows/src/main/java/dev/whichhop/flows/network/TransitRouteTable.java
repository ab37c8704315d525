package dev.whichhop.flows.network;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import java.util.Optional;

/**
 * The routes of a Transit Gateway route table, of {@code search-transit-gateway-routes}.
 *
 * @param complete false when the answer says that there are more
 */
public record TransitRouteTable(
    String id, List<TransitRoute> routes, boolean complete, Evidence evidence) {

  static TransitRouteTable of(Node root) {
    return new TransitRouteTable(
        root.get("TransitGatewayRouteTableId").textOrEmpty(),
        root.get("Routes").items().stream()
            .map(TransitRoute::of)
            .flatMap(Optional::stream)
            .toList(),
        !root.get("AdditionalRoutesAvailable").isTrue(),
        root.get("Routes").evidence());
  }
}
