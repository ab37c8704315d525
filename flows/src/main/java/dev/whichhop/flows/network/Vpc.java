package dev.whichhop.flows.network;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.network.Cidr;
import java.util.ArrayList;
import java.util.List;

/** A VPC of {@code describe-vpcs} with its networks, IPv4 and IPv6. */
public record Vpc(String id, List<Cidr> networks, Evidence evidence) {

  static Vpc of(Node root) {
    return new Vpc(
        root.get("VpcId").textOrEmpty(),
        networks(root, "CidrBlockAssociationSet"),
        root.get("VpcId").evidence());
  }

  /**
   * The networks of a VPC or subnet: its first one, and those of the association sets that are in
   * use.
   */
  static List<Cidr> networks(Node root, String ipv4Set) {
    List<Cidr> networks = new ArrayList<>();
    Cidr.parse(root.get("CidrBlock").textOrEmpty()).ifPresent(networks::add);
    for (Node one : root.get(ipv4Set).items()) {
      add(one.get("CidrBlock"), one.at("CidrBlockState", "State"), networks);
    }
    for (Node one : root.get("Ipv6CidrBlockAssociationSet").items()) {
      add(one.get("Ipv6CidrBlock"), one.at("Ipv6CidrBlockState", "State"), networks);
    }
    return List.copyOf(networks);
  }

  private static void add(Node cidr, Node state, List<Cidr> into) {
    if (!state.exists() || state.textOrEmpty().equals("associated")) {
      Cidr.parse(cidr.textOrEmpty()).filter(one -> !into.contains(one)).ifPresent(into::add);
    }
  }
}
