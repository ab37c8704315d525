package dev.whichhop.flows.reach;

import dev.whichhop.flows.network.AclEntry;
import dev.whichhop.flows.network.Direction;
import dev.whichhop.flows.network.NetworkAcl;
import dev.whichhop.flows.network.Protocol;
import dev.whichhop.flows.network.RouteTarget;
import dev.whichhop.flows.network.Traffic;
import dev.whichhop.flows.shell.ShellWord;
import dev.whichhop.model.network.Cidr;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Commands of the AWS CLI that make the smallest change which lets the traffic pass. */
final class Change {
  private static final String EC2 = "aws ec2 ";

  /** The highest number that a rule may have (VPC user guide, nacl-basics). */
  private static final int HIGHEST_RULE = 32_766;

  private Change() {}

  static String admit(String group, Direction direction, Traffic traffic, Cidr peer) {
    String ports = "";
    if (traffic.protocol().isIcmp()) {
      boolean one = traffic.ports().from() == traffic.ports().to();
      ports = ",FromPort=" + (one ? traffic.ports().from() : -1) + ",ToPort=" + traffic.icmpCode();
    } else if (traffic.protocol().hasPorts()) {
      ports = ",FromPort=" + traffic.ports().from() + ",ToPort=" + traffic.ports().to();
    }
    return EC2
        + "authorize-security-group-"
        + (direction == Direction.INBOUND ? "ingress" : "egress")
        + " --group-id "
        + ShellWord.of(group)
        + " --ip-permissions 'IpProtocol="
        + word(traffic.protocol())
        + ports
        + (peer.first().isIpv4() ? ",IpRanges=[{CidrIp=" : ",Ipv6Ranges=[{CidrIpv6=")
        + peer
        + "}]'";
  }

  private static String word(Protocol protocol) {
    return protocol.equals(Protocol.ANOTHER) ? "-1" : protocol.toString();
  }

  /**
   * A rule in front of the one that refuses, with a number that no rule has.
   *
   * @param taken numbers given to rules by commands before this one; the new one is added
   */
  static String allow(
      NetworkAcl acl,
      Direction direction,
      Traffic traffic,
      Cidr peer,
      int refusing,
      Set<Integer> taken) {
    int number = freeNumber(acl, direction, refusing, taken);
    taken.add(number);
    String ports = "";
    if (traffic.protocol().isIcmp()) {
      boolean one = traffic.ports().from() == traffic.ports().to();
      ports =
          " --icmp-type-code Code="
              + traffic.icmpCode()
              + ",Type="
              + (one ? traffic.ports().from() : -1);
    } else if (traffic.protocol().hasPorts()) {
      ports = " --port-range From=" + traffic.ports().from() + ",To=" + traffic.ports().to();
    }
    return EC2
        + "create-network-acl-entry --network-acl-id "
        + ShellWord.of(acl.id())
        + (direction == Direction.INBOUND ? " --ingress" : " --egress")
        + " --rule-number "
        + number
        + " --protocol "
        + (traffic.protocol().equals(Protocol.ICMPV6) ? "58" : word(traffic.protocol()))
        + ports
        + (peer.first().isIpv4() ? " --cidr-block " : " --ipv6-cidr-block ")
        + peer
        + " --rule-action allow";
  }

  private static int freeNumber(
      NetworkAcl acl, Direction direction, int refusing, Set<Integer> taken) {
    Set<Integer> used =
        acl.entries().stream()
            .filter(entry -> entry.direction() == direction)
            .map(AclEntry::number)
            .collect(Collectors.toCollection(TreeSet::new));
    used.addAll(taken);
    if (refusing > HIGHEST_RULE) {
      int highest =
          used.stream().filter(one -> one <= HIGHEST_RULE).max(Integer::compare).orElse(0);
      if (highest + 10 <= HIGHEST_RULE) {
        return highest + 10;
      }
    }
    int number = Math.min(refusing, HIGHEST_RULE + 1) - 1;
    while (number > 1 && used.contains(number)) {
      number--;
    }
    return number;
  }

  static String route(String tableId, Cidr destination, RouteTarget target) {
    return EC2 + "create-route" + routeArguments(tableId, destination, target);
  }

  static String replaceRoute(String tableId, Cidr destination, RouteTarget target) {
    return EC2 + "replace-route" + routeArguments(tableId, destination, target);
  }

  private static String routeArguments(String tableId, Cidr destination, RouteTarget target) {
    String option =
        target.kind() == RouteTarget.Kind.PEERING
            ? " --vpc-peering-connection-id "
            : " --transit-gateway-id ";
    return " --route-table-id "
        + ShellWord.of(tableId)
        + (destination.first().isIpv4()
            ? " --destination-cidr-block "
            : " --destination-ipv6-cidr-block ")
        + destination
        + option
        + ShellWord.of(target.id());
  }

  static String acceptPeering(String id) {
    return EC2 + "accept-vpc-peering-connection --vpc-peering-connection-id " + ShellWord.of(id);
  }

  static String attachSubnet(String attachmentId, String subnetId) {
    return EC2
        + "modify-transit-gateway-vpc-attachment --transit-gateway-attachment-id "
        + ShellWord.of(attachmentId)
        + " --add-subnet-ids "
        + ShellWord.of(subnetId);
  }

  static String attachmentIpv6(String attachmentId) {
    return EC2
        + "modify-transit-gateway-vpc-attachment --transit-gateway-attachment-id "
        + ShellWord.of(attachmentId)
        + " --options Ipv6Support=enable";
  }

  static String associate(String tableId, String attachmentId) {
    return EC2
        + "associate-transit-gateway-route-table --transit-gateway-route-table-id "
        + ShellWord.of(tableId)
        + " --transit-gateway-attachment-id "
        + ShellWord.of(attachmentId);
  }

  static String transitRoute(String tableId, Cidr destination, String attachmentId) {
    return EC2
        + "create-transit-gateway-route --transit-gateway-route-table-id "
        + ShellWord.of(tableId)
        + " --destination-cidr-block "
        + destination
        + " --transit-gateway-attachment-id "
        + ShellWord.of(attachmentId);
  }

  static String publicAddress(String interfaceId, Cidr address) {
    return EC2
        + "associate-address --allocation-id ALLOCATION_ID --network-interface-id "
        + ShellWord.of(interfaceId)
        + " --private-ip-address "
        + address.first();
  }
}
