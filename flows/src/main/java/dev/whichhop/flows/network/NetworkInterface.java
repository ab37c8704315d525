package dev.whichhop.flows.network;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.network.Cidr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An elastic network interface, of {@code describe-network-interfaces} or of an instance.
 *
 * @param type {@code interface}, {@code network_load_balancer}, {@code nat_gateway}, …; empty where
 *     the answer is too old to have it
 * @param addresses its private addresses, the primary one first; prefixes delegated to it as
 *     networks (pods have theirs there); its IPv6 addresses
 * @param publicAddresses by private address
 * @param groupIds empty where the answer was cut and does not have them
 */
public record NetworkInterface(
    String id,
    String vpcId,
    String subnetId,
    String instanceId,
    int deviceIndex,
    String type,
    List<Cidr> addresses,
    Map<Cidr, Cidr> publicAddresses,
    Optional<List<String>> groupIds,
    Evidence evidence) {

  /**
   * From an answer.
   *
   * @param instanceId of the instance that it is part of; empty where the element says so itself
   */
  static NetworkInterface of(Node root, String instanceId) {
    List<Cidr> addresses = new ArrayList<>();
    Map<Cidr, Cidr> publicAddresses = new LinkedHashMap<>();
    add(root, addresses, publicAddresses);
    root.get("PrivateIpAddresses").items().forEach(one -> add(one, addresses, publicAddresses));
    for (Node one : root.get("Ipv4Prefixes").items()) {
      Cidr.parse(one.get("Ipv4Prefix").textOrEmpty()).ifPresent(addresses::add);
    }
    for (Node one : root.get("Ipv6Addresses").items()) {
      Cidr.parse(one.get("Ipv6Address").textOrEmpty()).ifPresent(addresses::add);
    }
    for (Node one : root.get("Ipv6Prefixes").items()) {
      Cidr.parse(one.get("Ipv6Prefix").textOrEmpty()).ifPresent(addresses::add);
    }
    return new NetworkInterface(
        root.get("NetworkInterfaceId").textOrEmpty(),
        root.get("VpcId").textOrEmpty(),
        root.get("SubnetId").textOrEmpty(),
        instanceId.isEmpty() ? root.at("Attachment", "InstanceId").textOrEmpty() : instanceId,
        (int) root.at("Attachment", "DeviceIndex").whole().orElse(-1),
        root.get("InterfaceType").textOrEmpty(),
        addresses.stream().distinct().toList(),
        Map.copyOf(publicAddresses),
        groupIds(root.get("Groups")),
        root.get("NetworkInterfaceId").evidence());
  }

  private static Optional<List<String>> groupIds(Node groups) {
    return groups.exists()
        ? Optional.of(groups.items().stream().map(one -> one.get("GroupId").textOrEmpty()).toList())
        : Optional.empty();
  }

  private static void add(Node one, List<Cidr> addresses, Map<Cidr, Cidr> publicAddresses) {
    Optional<Cidr> address = Cidr.parse(one.get("PrivateIpAddress").textOrEmpty());
    address.ifPresent(addresses::add);
    Optional<Cidr> outside = Cidr.parse(one.at("Association", "PublicIp").textOrEmpty());
    if (address.isPresent() && outside.isPresent()) {
      publicAddresses.put(address.get(), outside.get());
    }
  }

  public boolean has(Cidr address) {
    return addresses.stream().anyMatch(one -> one.contains(address));
  }

  /** The first address of this family. */
  public Optional<Cidr> address(boolean ipv4) {
    return addresses.stream()
        .filter(Cidr::isAddress)
        .filter(one -> one.first().isIpv4() == ipv4)
        .findFirst();
  }

  /** The address under which the internet knows a private one. */
  public Optional<Cidr> publicAddress(Cidr address) {
    return Optional.ofNullable(publicAddresses.get(address));
  }
}
