package dev.whichhop.flows.network;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import java.util.Optional;

/**
 * A VPC route table of {@code describe-route-tables}.
 *
 * @param main counts for each subnet of its VPC that no other table is associated with
 * @param gatewayIds gateways whose incoming traffic it routes (edge association)
 */
public record RouteTable(
    String id,
    String vpcId,
    boolean main,
    List<String> subnetIds,
    List<String> gatewayIds,
    List<Route> routes,
    Evidence evidence) {

  static RouteTable of(Node root) {
    List<Node> associations = root.get("Associations").items();
    return new RouteTable(
        root.get("RouteTableId").textOrEmpty(),
        root.get("VpcId").textOrEmpty(),
        associations.stream().anyMatch(one -> one.get("Main").isTrue()),
        associations.stream().flatMap(one -> one.get("SubnetId").text().stream()).toList(),
        associations.stream().flatMap(one -> one.get("GatewayId").text().stream()).toList(),
        root.get("Routes").items().stream().map(Route::of).flatMap(Optional::stream).toList(),
        root.get("RouteTableId").evidence());
  }
}
