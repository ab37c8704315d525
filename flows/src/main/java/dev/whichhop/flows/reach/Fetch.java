package dev.whichhop.flows.reach;

import dev.whichhop.flows.network.GroupRule;
import dev.whichhop.flows.network.Network;
import dev.whichhop.flows.network.Peer;
import dev.whichhop.flows.network.Peers;
import dev.whichhop.flows.network.Rule;
import dev.whichhop.flows.shell.ShellWord;
import dev.whichhop.model.network.Cidr;
import java.util.List;
import java.util.Optional;

/** Commands of the AWS CLI that print what is missing; filters are those of the EC2 API. */
final class Fetch {
  private static final String EC2 = "aws ec2 ";

  private Fetch() {}

  static String groups(List<String> ids) {
    return EC2 + "describe-security-groups --group-ids " + ShellWord.of(ids);
  }

  static String acl(String subnetId) {
    return EC2 + "describe-network-acls --filters " + filter("association.subnet-id", subnetId);
  }

  /** All tables of the VPC, for the main one is not listed with the subnets it counts for. */
  static String routeTables(String vpcId) {
    return EC2 + "describe-route-tables --filters " + filter("vpc-id", vpcId);
  }

  static String subnets(String vpcId) {
    return EC2 + "describe-subnets --filters " + filter("vpc-id", vpcId);
  }

  static String networkInterface(Cidr address) {
    String filter =
        address.first().isIpv4() ? "addresses.private-ip-address" : "ipv6-addresses.ipv6-address";
    return EC2
        + "describe-network-interfaces --filters Name="
        + filter
        + ",Values="
        + address.first();
  }

  static String prefixList(String id) {
    return EC2
        + "get-managed-prefix-list-entries --prefix-list-id "
        + ShellWord.of(id)
        + " > "
        + file(id);
  }

  static String peering(String id) {
    return EC2
        + "describe-vpc-peering-connections --vpc-peering-connection-ids "
        + ShellWord.of(id);
  }

  static String attachments(String gatewayId) {
    return EC2
        + "describe-transit-gateway-attachments --filters "
        + filter("transit-gateway-id", gatewayId);
  }

  static String vpcAttachments(String gatewayId) {
    return EC2
        + "describe-transit-gateway-vpc-attachments --filters "
        + filter("transit-gateway-id", gatewayId);
  }

  static List<String> groupReferencing() {
    return List.of(
        EC2 + "describe-transit-gateways", EC2 + "describe-transit-gateway-vpc-attachments");
  }

  static String transitRoutes(String tableId) {
    return EC2
        + "search-transit-gateway-routes --transit-gateway-route-table-id "
        + ShellWord.of(tableId)
        + " --filters Name=state,Values=active,blackhole > "
        + file(tableId);
  }

  static String natGateway(String id) {
    return EC2 + "describe-nat-gateways --nat-gateway-ids " + ShellWord.of(id);
  }

  static String endpoint(String id) {
    return EC2 + "describe-vpc-endpoints --vpc-endpoint-ids " + ShellWord.of(id);
  }

  private static String filter(String name, String value) {
    return ShellWord.of("Name=" + name + ",Values=" + value);
  }

  /** The answers do not say whose they are, so that the name of their file has to. */
  private static String file(String id) {
    return ShellWord.of(id + ".json");
  }

  /** What decides whether a rule speaks of the peer. */
  static Optional<String> peers(Rule rule, Peer peer, Network network) {
    return rule instanceof GroupRule(_, _, _, Peers peers, _)
        ? switch (peers) {
          case Peers.InPrefixList(String id) ->
              network.prefixList(id).isEmpty() ? Optional.of(prefixList(id)) : Optional.empty();
          case Peers.OfGroup _ ->
              peer.groups().isEmpty() && peer.address().isAddress()
                  ? Optional.of(networkInterface(peer.address()))
                  : Optional.empty();
          case Peers.InNetwork _ -> Optional.empty();
        }
        : Optional.empty();
  }
}
