package dev.whichhop.flows.reach;

import dev.whichhop.flows.network.Network;
import dev.whichhop.flows.network.NetworkInterface;
import dev.whichhop.flows.network.Subnet;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.network.Cidr;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the ends that a user names: an address or CIDR, the id of a network interface, instance,
 * subnet or security group, the name of a pod.
 */
public final class Locations {
  /** RFC 3927, RFC 4291: instance metadata, time and DNS of Amazon among them. */
  private static final List<Cidr> LINK_LOCAL =
      Stream.of("169.254.0.0/16", "fe80::/10").flatMap(one -> Cidr.parse(one).stream()).toList();

  private final Network network;
  private final List<Pod> pods;

  public Locations(Network network, List<Pod> pods) {
    this.network = network;
    this.pods = pods;
  }

  /**
   * What a name stands for.
   *
   * @param ipv4 which of the addresses of an interface is meant
   */
  public Resolution find(String name, boolean ipv4) {
    Optional<Cidr> address = Cidr.parse(name);
    if (address.filter(one -> LINK_LOCAL.stream().anyMatch(in -> in.contains(one))).isPresent()) {
      return new Resolution.NotFound(
          name + " is a link-local address; no route table and no filter decides about it", "");
    } else if (address.isPresent()) {
      return address.get().isAddress()
          ? ofAddress(name, address.get())
          : ofNetwork(name, address.get());
    } else if (name.startsWith("eni-")) {
      return network
          .networkInterface(name)
          .map(one -> ofInterface(name, one, ipv4))
          .orElseGet(() ->
              notFound(
                  name, "aws ec2 describe-network-interfaces --network-interface-ids " + name));
    } else if (name.startsWith("i-")) {
      return network.interfaces().stream()
          .filter(one -> one.instanceId().equals(name))
          .min(Comparator.comparingInt(NetworkInterface::deviceIndex))
          .map(one -> ofInterface(name, one, ipv4))
          .orElseGet(() -> notFound(name, "aws ec2 describe-instances --instance-ids " + name));
    } else if (name.startsWith("subnet-")) {
      return network
          .subnet(name)
          .map(one -> ofSubnet(name, one, ipv4))
          .orElseGet(() -> notFound(name, "aws ec2 describe-subnets --subnet-ids " + name));
    } else if (name.startsWith("sg-")) {
      return ofGroup(name, ipv4);
    }
    return ofPod(name);
  }

  private Resolution ofAddress(String name, Cidr address) {
    List<NetworkInterface> having = network.interfacesWith(address);
    if (having.size() > 1) {
      return ambiguous(name, having.stream().map(NetworkInterface::id).toList());
    } else if (!having.isEmpty()) {
      return found(Location.of(name, having.getFirst(), address, address));
    }
    for (NetworkInterface one : network.interfaces()) {
      for (Map.Entry<Cidr, Cidr> both : one.publicAddresses().entrySet()) {
        if (both.getValue().equals(address)) {
          return found(Location.of(name, one, both.getKey(), address));
        }
      }
    }
    return ofNetwork(name, address);
  }

  private Resolution ofNetwork(String name, Cidr address) {
    List<Subnet> subnets =
        network.subnets().stream()
            .filter(one -> one.networks().stream().anyMatch(in -> in.contains(address)))
            .toList();
    List<String> vpcs = network.vpcsWith(address);
    if (subnets.size() > 1 || subnets.isEmpty() && vpcs.size() > 1) {
      return ambiguous(name, subnets.isEmpty() ? vpcs : subnets.stream().map(Subnet::id).toList());
    } else if (!subnets.isEmpty()) {
      Subnet subnet = subnets.getFirst();
      return found(in(name, address, subnet.id(), subnet.vpcId()));
    } else if (!vpcs.isEmpty()) {
      return found(in(name, address, "", vpcs.getFirst()));
    }
    return found(Location.outside(name, address));
  }

  private static Location in(String name, Cidr address, String subnetId, String vpcId) {
    return new Location(name, address, address, Optional.empty(), subnetId, vpcId);
  }

  private static Resolution ofInterface(String name, NetworkInterface one, boolean ipv4) {
    return one.address(ipv4)
        .<Resolution>map(address -> found(Location.of(name, one, address, address)))
        .orElseGet(() ->
            new Resolution.NotFound(
                name + " has no " + (ipv4 ? "IPv4" : "IPv6") + " address in what was read", ""));
  }

  private static Resolution ofSubnet(String name, Subnet subnet, boolean ipv4) {
    return subnet.networks().stream()
        .filter(one -> one.first().isIpv4() == ipv4)
        .findFirst()
        .<Resolution>map(one -> found(in(name, one, subnet.id(), subnet.vpcId())))
        .orElseGet(() ->
            new Resolution.NotFound(name + " has no " + (ipv4 ? "IPv4" : "IPv6") + " network", ""));
  }

  private Resolution ofGroup(String name, boolean ipv4) {
    List<Location> members =
        network.interfaces().stream()
            .filter(one -> one.groupIds().orElse(List.of()).contains(name))
            .flatMap(one ->
                one.address(ipv4).stream()
                    .map(address -> Location.of(one.id(), one, address, address)))
            .toList();
    return members.isEmpty()
        ? notFound(
            name, "aws ec2 describe-network-interfaces --filters Name=group-id,Values=" + name)
        : new Resolution.Found(members);
  }

  private Resolution ofPod(String name) {
    List<Pod> named =
        pods.stream()
            .filter(
                pod -> pod.name().equals(name) || (pod.namespace() + "/" + pod.name()).equals(name))
            .toList();
    List<String> addresses = named.stream().map(Pod::ip).filter(ip -> !ip.isEmpty()).toList();
    if (addresses.size() > 1) {
      return new Resolution.NotFound(
          name
              + " is a pod in "
              + named.stream().map(Pod::namespace).collect(Collectors.joining(" and "))
              + "; name it as namespace/pod",
          "");
    }
    return addresses.stream()
        .flatMap(ip -> Cidr.parse(ip).stream())
        .findFirst()
        .map(address -> ofAddress(name, address))
        .orElseGet(() ->
            new Resolution.NotFound(
                name
                    + " is no address, no CIDR, no id (eni-, i-, subnet-, sg-) and no pod with an"
                    + " address in what was read",
                "kubectl get pods -A -o wide"));
  }

  private static Resolution ambiguous(String name, List<String> ids) {
    return new Resolution.NotFound(
        name
            + " is in "
            + String.join(" and in ", ids)
            + " (overlapping networks); name the interface or the subnet by its id",
        "");
  }

  private static Resolution found(Location location) {
    return new Resolution.Found(List.of(location));
  }

  private static Resolution notFound(String name, String command) {
    return new Resolution.NotFound(name + " is in none of the files", command);
  }
}
