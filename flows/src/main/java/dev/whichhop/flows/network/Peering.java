package dev.whichhop.flows.network;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Node;

/** A peering connection of {@code describe-vpc-peering-connections}. */
public record Peering(String id, String status, Side requester, Side accepter, Evidence evidence) {

  /**
   * One of its two VPCs.
   *
   * @param region empty where the answer does not say
   */
  public record Side(String vpcId, String region) {
    private static Side of(Node root) {
      return new Side(root.get("VpcId").textOrEmpty(), root.get("Region").textOrEmpty());
    }
  }

  static Peering of(Node root) {
    return new Peering(
        root.get("VpcPeeringConnectionId").textOrEmpty(),
        root.at("Status", "Code").textOrEmpty(),
        Side.of(root.get("RequesterVpcInfo")),
        Side.of(root.get("AccepterVpcInfo")),
        root.at("Status", "Code").evidence());
  }

  public boolean active() {
    return status.equals("active");
  }

  public boolean joins(String vpc, String other) {
    return requester.vpcId().equals(vpc) && accepter.vpcId().equals(other)
        || requester.vpcId().equals(other) && accepter.vpcId().equals(vpc);
  }

  /** The VPC at the other end. */
  public String other(String vpc) {
    return requester.vpcId().equals(vpc) ? accepter.vpcId() : requester.vpcId();
  }

  /** True when both Regions are known and differ. */
  public boolean crossesRegions() {
    return !requester.region().isEmpty()
        && !accepter.region().isEmpty()
        && !requester.region().equals(accepter.region());
  }
}
