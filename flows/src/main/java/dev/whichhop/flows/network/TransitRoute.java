package dev.whichhop.flows.network;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.network.Cidr;
import java.util.List;
import java.util.Optional;

/**
 * A route of a Transit Gateway route table.
 *
 * @param attachments several where traffic is spread over paths of equal cost; none of a blackhole
 */
public record TransitRoute(
    Optional<Cidr> network,
    String prefixListId,
    List<Attached> attachments,
    boolean blackhole,
    boolean propagated,
    Evidence evidence)
    implements Routed {

  /** What is at the other side of an attachment that the route leads to. */
  public record Attached(String attachmentId, String resourceType, String resourceId) {
    private static Attached of(Node root) {
      return new Attached(
          root.get("TransitGatewayAttachmentId").textOrEmpty(),
          root.get("ResourceType").textOrEmpty(),
          root.get("ResourceId").textOrEmpty());
    }
  }

  /** Empty for a route that does not count yet or any more. */
  static Optional<TransitRoute> of(Node root) {
    Node destination = root.any("DestinationCidrBlock", "PrefixListId");
    String list = root.get("PrefixListId").textOrEmpty();
    String state = root.get("State").textOrEmpty();
    if (!state.equals("active") && !state.equals("blackhole")) {
      return Optional.empty();
    }
    return Optional.of(
        new TransitRoute(
            list.isEmpty() ? Optional.of(UnreadableRule.network(destination)) : Optional.empty(),
            list,
            root.get("TransitGatewayAttachments").items().stream().map(Attached::of).toList(),
            state.equals("blackhole"),
            root.get("Type").textOrEmpty().equals("propagated"),
            destination.evidence()));
  }

  @Override
  public boolean leadsToService() {
    return false;
  }
}
