package dev.whichhop.flows.network;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A security group of {@code describe-security-groups}. Its rules only admit; what none admits is
 * refused (VPC user guide, security-group-rules).
 *
 * @param inbound empty where the answer was cut and does not have them
 * @param outbound likewise
 */
public record SecurityGroup(
    String id,
    String vpcId,
    Optional<List<GroupRule>> inbound,
    Optional<List<GroupRule>> outbound,
    Evidence evidence) {

  public Optional<List<GroupRule>> rules(Direction direction) {
    return direction == Direction.INBOUND ? inbound : outbound;
  }

  static SecurityGroup of(Node root) {
    String id = root.get("GroupId").textOrEmpty();
    return new SecurityGroup(
        id,
        root.get("VpcId").textOrEmpty(),
        rules(id, Direction.INBOUND, root.get("IpPermissions")),
        rules(id, Direction.OUTBOUND, root.get("IpPermissionsEgress")),
        root.get("GroupId").evidence());
  }

  private static Optional<List<GroupRule>> rules(
      String group, Direction direction, Node permissions) {
    if (!permissions.exists()) {
      return Optional.empty();
    }
    List<GroupRule> rules = new ArrayList<>();
    for (Node one : permissions.items()) {
      Selector selector = selector(one);
      for (Node peer : one.get("IpRanges").items()) {
        rules.add(network(group, direction, selector, peer.get("CidrIp")));
      }
      for (Node peer : one.get("Ipv6Ranges").items()) {
        rules.add(network(group, direction, selector, peer.get("CidrIpv6")));
      }
      for (Node peer : one.get("PrefixListIds").items()) {
        Node list = peer.get("PrefixListId");
        Peers peers = new Peers.InPrefixList(list.textOrEmpty());
        rules.add(new GroupRule(group, direction, selector, peers, list.evidence()));
      }
      for (Node peer : one.get("UserIdGroupPairs").items()) {
        Node other = peer.get("GroupId");
        Peers peers = new Peers.OfGroup(other.textOrEmpty());
        rules.add(new GroupRule(group, direction, selector, peers, other.evidence()));
      }
    }
    return Optional.of(List.copyOf(rules));
  }

  private static Selector selector(Node permission) {
    return Selector.read(
        UnreadableRule.protocol(permission.get("IpProtocol")),
        permission.get("FromPort"),
        permission.get("ToPort"));
  }

  private static GroupRule network(
      String group, Direction direction, Selector selector, Node cidr) {
    return new GroupRule(
        group,
        direction,
        selector,
        new Peers.InNetwork(UnreadableRule.network(cidr)),
        cidr.evidence());
  }
}
