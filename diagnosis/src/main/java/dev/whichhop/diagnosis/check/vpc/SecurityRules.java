package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.NetworkInterface;
import dev.whichhop.diagnosis.view.Networks;
import dev.whichhop.diagnosis.view.Target;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the security groups of {@code aws ec2 describe-security-groups} admit. */
final class SecurityRules {
  /** A port behind the security groups of one interface. */
  record Door(Set<String> groups, int port) {
    String group() {
      return groups.stream().sorted().findFirst().orElse("");
    }
  }

  private final List<Node> groups;
  private final List<NetworkInterface> interfaces;

  private final List<String> balancerGroups;

  private SecurityRules(
      List<Node> groups, List<NetworkInterface> interfaces, List<String> balancerGroups) {
    this.groups = groups;
    this.interfaces = interfaces;
    this.balancerGroups = balancerGroups;
  }

  static SecurityRules of(Bundle bundle) {
    List<String> balancers = new ArrayList<>();
    for (Node balancer : bundle.aws("LoadBalancers")) {
      balancer.get("SecurityGroups").items().forEach(group -> balancers.add(group.textOrEmpty()));
    }
    return new SecurityRules(
        bundle.aws("SecurityGroups"), NetworkInterface.of(bundle), List.copyOf(balancers));
  }

  boolean known() {
    return !groups.isEmpty();
  }

  /** The doors of targets whose interface and groups are known. */
  Set<Door> doors(List<Target> targets) {
    Set<Door> doors = new LinkedHashSet<>();
    for (Target target : targets) {
      door(target, target.port()).ifPresent(doors::add);
    }
    return doors;
  }

  /** The door that the health check of a target goes through. */
  Optional<Door> healthDoor(Target target) {
    int port = (int) target.root().get("HealthCheckPort").whole().orElse(target.port());
    return door(target, port);
  }

  private Optional<Door> door(Target target, int port) {
    return interfaces.stream()
        .filter(one ->
            one.has(target.id()) || one.instance().equals(target.id()) && one.deviceIndex() <= 0)
        .findFirst()
        .flatMap(one -> door(one, port));
  }

  private Optional<Door> door(NetworkInterface one, int port) {
    Set<String> known = new HashSet<>();
    groups.forEach(group -> known.add(group.get("GroupId").textOrEmpty()));
    return port > 0 && !one.groups().isEmpty() && known.containsAll(one.groups())
        ? Optional.of(new Door(Set.copyOf(one.groups()), port))
        : Optional.empty();
  }

  /** The doors that failing calls by address went to: a node's port or a pod's. */
  Set<Door> doorsOf(List<Observation> failures) {
    Set<Door> doors = new LinkedHashSet<>();
    for (Observation failure : failures) {
      String host = Addresses.host(failure.authority());
      int port = Addresses.port(failure.authority());
      if (Networks.isAddress(host)) {
        NetworkInterface.withAddress(interfaces, host)
            .flatMap(one -> door(one, port))
            .ifPresent(doors::add);
      }
    }
    return doors;
  }

  boolean admits(Door door, String source) {
    Set<String> sourceGroups = new HashSet<>();
    NetworkInterface.withAddress(interfaces, source)
        .ifPresent(one -> sourceGroups.addAll(one.groups()));
    return permissions(door).stream()
        .anyMatch(one ->
            inRange(one, source)
                // The content of a prefix list is not in this answer, so it may admit anybody.
                || !one.get("PrefixListIds").items().isEmpty()
                || one.get("UserIdGroupPairs").items().stream()
                    .anyMatch(pair -> sourceGroups.contains(pair.get("GroupId").textOrEmpty())));
  }

  /**
   * True when the load balancer is let in: its interfaces' addresses where they are listed, else
   * its groups where it has any, else somebody besides the group's own members.
   */
  boolean admitsBalancer(Door door) {
    // AWS names them so; aws facts 5.3.
    List<NetworkInterface> own =
        interfaces.stream()
            .filter(one -> one.root().get("Description").textOrEmpty().startsWith("ELB net/"))
            .toList();
    if (!own.isEmpty()) {
      return own.stream().allMatch(one -> admits(door, one.networks().getFirst()));
    }
    return permissions(door).stream()
        .anyMatch(one ->
            !one.get("IpRanges").items().isEmpty()
                || !one.get("Ipv6Ranges").items().isEmpty()
                || !one.get("PrefixListIds").items().isEmpty()
                || one.get("UserIdGroupPairs").items().stream()
                    .map(pair -> pair.get("GroupId").textOrEmpty())
                    .anyMatch(group -> ofBalancer(door, group)));
  }

  private boolean ofBalancer(Door door, String group) {
    return balancerGroups.isEmpty() ? !door.groups.contains(group) : balancerGroups.contains(group);
  }

  private static boolean inRange(Node permission, String source) {
    return permission.get("IpRanges").items().stream()
            .anyMatch(one -> Networks.contains(one.get("CidrIp").textOrEmpty(), source))
        || permission.get("Ipv6Ranges").items().stream()
            .anyMatch(one -> Networks.contains(one.get("CidrIpv6").textOrEmpty(), source));
  }

  private List<Node> permissions(Door door) {
    return groups.stream()
        .filter(group -> door.groups.contains(group.get("GroupId").textOrEmpty()))
        .flatMap(group -> group.get("IpPermissions").items().stream())
        .filter(one -> covers(one, door.port))
        .toList();
  }

  private static boolean covers(Node permission, int port) {
    String protocol = permission.get("IpProtocol").textOrEmpty();
    long from = permission.get("FromPort").whole().orElse(0);
    long to = permission.get("ToPort").whole().orElse(65_535);
    return protocol.equals("-1")
        || (protocol.equals("tcp") || protocol.equals("6")) && from <= port && port <= to;
  }

  /** The ingress rules of the door's first group. */
  Evidence evidence(Door door) {
    for (Node group : groups) {
      if (group.get("GroupId").textOrEmpty().equals(door.group())) {
        return group.get("GroupId").evidence();
      }
    }
    return groups.getFirst().evidence();
  }
}
