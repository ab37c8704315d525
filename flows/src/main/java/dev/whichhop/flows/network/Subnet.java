package dev.whichhop.flows.network;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.network.Cidr;
import java.util.List;

/**
 * A subnet of {@code describe-subnets}.
 *
 * @param zone id of its Availability Zone, which is the same in every account, else its name
 * @param internetBlock mode of VPC Block Public Access, for example {@code block-bidirectional};
 *     empty where the answer has none
 */
public record Subnet(
    String id,
    String vpcId,
    String zone,
    List<Cidr> networks,
    String internetBlock,
    Evidence evidence) {

  static Subnet of(Node root) {
    return new Subnet(
        root.get("SubnetId").textOrEmpty(),
        root.get("VpcId").textOrEmpty(),
        root.any("AvailabilityZoneId", "AvailabilityZone").textOrEmpty(),
        Vpc.networks(root, "CidrBlockAssociationSet"),
        root.at("BlockPublicAccessStates", "InternetGatewayBlockMode").textOrEmpty(),
        root.get("SubnetId").evidence());
  }
}
