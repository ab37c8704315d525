package dev.whichhop.flows.network;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import java.util.Optional;

/**
 * What is attached to a Transit Gateway, of {@code describe-transit-gateway-attachments} and, with
 * subnets and options, {@code describe-transit-gateway-vpc-attachments}.
 *
 * @param resourceType {@code vpc}, {@code vpn}, {@code peering}, …
 * @param routeTableId the route table that its packets are looked up in; an empty text where none
 *     is associated, and empty where the answers do not say
 * @param subnetIds subnets of a VPC that hold its interfaces; empty where the answers do not say
 * @param groupReferencing whether references to security groups are passed on; empty where the
 *     answers do not say
 * @param ipv6 whether IPv6 packets are taken; empty where the answers do not say
 * @param applianceMode true where a flow keeps to one Availability Zone whichever it comes from
 */
public record TransitAttachment(
    String id,
    String gatewayId,
    String resourceType,
    String resourceId,
    String state,
    Optional<String> routeTableId,
    Optional<List<String>> subnetIds,
    Optional<Boolean> groupReferencing,
    Optional<Boolean> ipv6,
    boolean applianceMode,
    Evidence evidence) {

  /** Of {@code describe-transit-gateway-attachments}. */
  static TransitAttachment of(Node root) {
    Node association = root.get("Association");
    boolean associated = association.get("State").textOrEmpty().equals("associated");
    return new TransitAttachment(
        root.get("TransitGatewayAttachmentId").textOrEmpty(),
        root.get("TransitGatewayId").textOrEmpty(),
        root.get("ResourceType").textOrEmpty(),
        root.get("ResourceId").textOrEmpty(),
        root.get("State").textOrEmpty(),
        Optional.of(associated ? association.get("TransitGatewayRouteTableId").textOrEmpty() : ""),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        root.get("TransitGatewayAttachmentId").evidence());
  }

  /** Of {@code describe-transit-gateway-vpc-attachments}. */
  static TransitAttachment ofVpc(Node root) {
    return new TransitAttachment(
        root.get("TransitGatewayAttachmentId").textOrEmpty(),
        root.get("TransitGatewayId").textOrEmpty(),
        "vpc",
        root.get("VpcId").textOrEmpty(),
        root.get("State").textOrEmpty(),
        Optional.empty(),
        Optional.of(root.get("SubnetIds").items().stream().map(one -> one.textOrEmpty()).toList()),
        option(root, "SecurityGroupReferencingSupport"),
        option(root, "Ipv6Support"),
        option(root, "ApplianceModeSupport").orElse(false),
        root.get("TransitGatewayAttachmentId").evidence());
  }

  private static Optional<Boolean> option(Node root, String name) {
    return root.at("Options", name).text().map("enable"::equals);
  }

  /** What two answers say about one attachment. */
  TransitAttachment and(TransitAttachment other) {
    return new TransitAttachment(
        id,
        gatewayId,
        resourceType,
        resourceId,
        state,
        routeTableId.or(other::routeTableId),
        subnetIds.or(other::subnetIds),
        groupReferencing.or(other::groupReferencing),
        ipv6.or(other::ipv6),
        applianceMode || other.applianceMode,
        evidence);
  }

  TransitAttachment associatedWith(String table) {
    return new TransitAttachment(
        id,
        gatewayId,
        resourceType,
        resourceId,
        state,
        Optional.of(table),
        subnetIds,
        groupReferencing,
        ipv6,
        applianceMode,
        evidence);
  }

  public boolean available() {
    return state.equals("available") || state.equals("modifying");
  }

  public boolean attaches(String vpc) {
    return resourceType.equals("vpc") && resourceId.equals(vpc);
  }
}
