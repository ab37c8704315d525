package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An elastic network interface of {@code aws ec2 describe-network-interfaces}. With the VPC CNI
 * pods have secondary addresses of these.
 *
 * @param deviceIndex 0 for the primary interface of an instance; -1 when unknown
 * @param networks addresses, and delegated prefixes as networks
 * @param groups ids of its security groups
 */
public record NetworkInterface(
    String id,
    String instance,
    int deviceIndex,
    List<String> networks,
    List<String> groups,
    Node root) {

  public static List<NetworkInterface> of(Bundle bundle) {
    return bundle.aws("NetworkInterfaces").stream().map(NetworkInterface::of).toList();
  }

  private static NetworkInterface of(Node root) {
    List<String> networks = new ArrayList<>();
    networks.add(root.get("PrivateIpAddress").textOrEmpty());
    root.get("PrivateIpAddresses").items().stream()
        .map(one -> one.get("PrivateIpAddress").textOrEmpty())
        .forEach(networks::add);
    root.get("Ipv4Prefixes").items().stream()
        .map(one -> one.get("Ipv4Prefix").textOrEmpty())
        .forEach(networks::add);
    root.get("Ipv6Addresses").items().stream()
        .map(one -> one.get("Ipv6Address").textOrEmpty())
        .forEach(networks::add);
    return new NetworkInterface(
        root.get("NetworkInterfaceId").textOrEmpty(),
        root.at("Attachment", "InstanceId").textOrEmpty(),
        (int) root.at("Attachment", "DeviceIndex").whole().orElse(-1),
        List.copyOf(networks),
        root.get("Groups").items().stream().map(one -> one.get("GroupId").textOrEmpty()).toList(),
        root);
  }

  public boolean has(String address) {
    return networks.stream()
        .anyMatch(
            one -> one.equals(address) || one.contains("/") && Networks.contains(one, address));
  }

  public static Optional<NetworkInterface> withAddress(
      List<NetworkInterface> interfaces, String address) {
    return address.isEmpty()
        ? Optional.empty()
        : interfaces.stream().filter(one -> one.has(address)).findFirst();
  }
}
