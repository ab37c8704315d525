package dev.whichhop.flows.network;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.network.Cidr;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that was read about the configuration of networks. What is not in it may exist all the
 * same: an answer of the AWS CLI may be filtered, so absence is never taken for a fact here.
 */
public final class Network {
  private final Map<String, Vpc> vpcs;
  private final Map<String, Subnet> subnets;
  private final Map<String, NetworkInterface> interfaces;
  private final Map<String, SecurityGroup> groups;
  private final Map<String, NetworkAcl> acls;
  private final Map<String, RouteTable> routeTables;
  private final Map<String, PrefixList> prefixLists;
  private final Map<String, Peering> peerings;
  private final List<TransitAttachment> attachments;
  private final Map<String, TransitRouteTable> transitTables;
  private final Map<String, Boolean> groupReferencing;
  private final Map<String, NatGateway> natGateways;
  private final Map<String, VpcEndpoint> endpoints;
  private final List<String> notes;

  private Network(NetworkReader reader) {
    vpcs = reader.byId("Vpcs", "VpcId", Vpc::of);
    subnets = reader.byId("Subnets", "SubnetId", Subnet::of);
    interfaces = reader.interfaces();
    groups = reader.byId("SecurityGroups", "GroupId", SecurityGroup::of);
    acls = reader.byId("NetworkAcls", "NetworkAclId", NetworkAcl::of);
    routeTables = reader.byId("RouteTables", "RouteTableId", RouteTable::of);
    prefixLists = reader.prefixLists();
    peerings = reader.byId("VpcPeeringConnections", "VpcPeeringConnectionId", Peering::of);
    attachments = reader.attachments();
    transitTables =
        reader.byId("TransitGatewayRoutes", "TransitGatewayRouteTableId", TransitRouteTable::of);
    groupReferencing = reader.groupReferencing();
    natGateways = reader.byId("NatGateways", "NatGatewayId", NatGateway::of);
    endpoints = reader.byId("VpcEndpoints", "VpcEndpointId", VpcEndpoint::of);
    notes = reader.notes();
  }

  /** The network of the answers of {@code aws ec2} in a bundle. */
  public static Network of(Bundle bundle) {
    return new Network(new NetworkReader(bundle));
  }

  public Collection<Vpc> vpcs() {
    return vpcs.values();
  }

  public Collection<Subnet> subnets() {
    return subnets.values();
  }

  public Collection<NetworkInterface> interfaces() {
    return interfaces.values();
  }

  public Collection<Peering> peerings() {
    return peerings.values();
  }

  public List<TransitAttachment> attachments() {
    return attachments;
  }

  /** What is odd about the answers themselves, for example one object with two contents. */
  public List<String> notes() {
    return notes;
  }

  public Optional<Vpc> vpc(String id) {
    return Optional.ofNullable(vpcs.get(id));
  }

  public Optional<Subnet> subnet(String id) {
    return Optional.ofNullable(subnets.get(id));
  }

  public Optional<NetworkInterface> networkInterface(String id) {
    return Optional.ofNullable(interfaces.get(id));
  }

  /** Interfaces with this private address; several where networks of two VPCs overlap. */
  public List<NetworkInterface> interfacesWith(Cidr address) {
    return interfaces.values().stream().filter(one -> one.has(address)).toList();
  }

  /** The VPC with this address, by its networks or by the local routes of its route tables. */
  public List<String> vpcsWith(Cidr address) {
    Stream<String> byNetwork =
        vpcs.values().stream()
            .filter(one -> one.networks().stream().anyMatch(network -> network.contains(address)))
            .map(Vpc::id);
    Stream<String> byRoute =
        routeTables.values().stream()
            .filter(table -> table.routes().stream().anyMatch(route -> route.isLocalFor(address)))
            .map(RouteTable::vpcId);
    return Stream.concat(byNetwork, byRoute).distinct().toList();
  }

  boolean isOfVpc(Cidr address) {
    return !vpcsWith(address).isEmpty();
  }

  public Optional<SecurityGroup> group(String id) {
    return Optional.ofNullable(groups.get(id));
  }

  /**
   * The network ACL of a subnet: the one associated with it, else the default one of its VPC (VPC
   * user guide, nacl-basics).
   */
  public Optional<NetworkAcl> aclOf(String subnetId, String vpcId) {
    return acls.values().stream()
        .filter(one -> one.subnetIds().contains(subnetId))
        .findFirst()
        .or(() ->
            acls.values().stream()
                .filter(one -> one.isDefault() && one.vpcId().equals(vpcId))
                .findFirst());
  }

  /**
   * The route table of a subnet: the one associated with it, else the main one of its VPC (VPC user
   * guide, subnet-route-tables).
   */
  public Optional<RouteTable> routeTableOf(String subnetId, String vpcId) {
    return routeTables.values().stream()
        .filter(one -> one.subnetIds().contains(subnetId))
        .findFirst()
        .or(() ->
            routeTables.values().stream()
                .filter(one -> one.main() && one.vpcId().equals(vpcId))
                .findFirst());
  }

  /** The route table that packets from a gateway are looked up in (edge association). */
  public Optional<RouteTable> routeTableOfGateway(String vpcId) {
    return routeTables.values().stream()
        .filter(one -> one.vpcId().equals(vpcId) && !one.gatewayIds().isEmpty())
        .findFirst();
  }

  public Optional<PrefixList> prefixList(String id) {
    return Optional.ofNullable(prefixLists.get(id));
  }

  public Optional<Peering> peering(String id) {
    return Optional.ofNullable(peerings.get(id));
  }

  public Optional<NatGateway> natGateway(String id) {
    return Optional.ofNullable(natGateways.get(id));
  }

  public Optional<VpcEndpoint> endpoint(String id) {
    return Optional.ofNullable(endpoints.get(id));
  }

  /** The attachment of a VPC to a Transit Gateway. */
  public Optional<TransitAttachment> attachment(String gatewayId, String vpcId) {
    return attachments.stream()
        .filter(one -> one.gatewayId().equals(gatewayId) && one.attaches(vpcId))
        .findFirst();
  }

  /** What the other Transit Gateway of a peering knows of the attachment between both. */
  public Optional<TransitAttachment> farSide(String attachmentId, String gatewayId) {
    return attachments.stream()
        .filter(one -> one.id().equals(attachmentId) && !one.gatewayId().equals(gatewayId))
        .findFirst();
  }

  public Optional<TransitRouteTable> transitTable(String id) {
    return Optional.ofNullable(transitTables.get(id));
  }

  /** Whether a Transit Gateway passes references to security groups on; empty when not known. */
  public Optional<Boolean> groupReferencing(String gatewayId) {
    return Optional.ofNullable(groupReferencing.get(gatewayId));
  }
}
