package dev.whichhop.flows.network;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.network.Cidr;

/**
 * A rule of a network ACL.
 *
 * @param number rules are asked in the order of their numbers
 * @param peers source of inbound, destination of outbound traffic
 */
public record AclEntry(
    String acl,
    int number,
    Direction direction,
    boolean allows,
    Selector selector,
    Cidr peers,
    Evidence evidence)
    implements Rule {

  /** From this number on are the rules that the console shows as {@code *}; the API's 32767. */
  static final int LAST = 32_767;

  static AclEntry of(String acl, Node root) {
    Protocol protocol = UnreadableRule.protocol(root.get("Protocol"));
    Node peers = root.any("CidrBlock", "Ipv6CidrBlock");
    Node number = root.get("RuleNumber");
    return new AclEntry(
        acl,
        (int) number.whole().orElseThrow(() -> new UnreadableRule(number, "a rule number")),
        root.get("Egress").isTrue() ? Direction.OUTBOUND : Direction.INBOUND,
        root.get("RuleAction").textOrEmpty().equals("allow"),
        selector(protocol, root),
        UnreadableRule.network(peers),
        number.evidence());
  }

  private static Selector selector(Protocol protocol, Node root) {
    Node range = root.get(protocol.isIcmp() ? "IcmpTypeCode" : "PortRange");
    return Selector.read(protocol, range.any("From", "Type"), range.any("To", "Code"));
  }

  /** True for the rule that refuses what no other one decides, which nobody can change. */
  public boolean isLast() {
    return number >= LAST;
  }

  @Override
  public String words() {
    return acl
        + (direction == Direction.INBOUND ? " inbound" : " outbound")
        + " rule "
        + (isLast() ? "*" : "" + number)
        + (allows ? " allow " : " deny ")
        + selector
        + (direction == Direction.INBOUND ? " from " : " to ")
        + peers;
  }
}
