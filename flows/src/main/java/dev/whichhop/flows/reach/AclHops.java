package dev.whichhop.flows.reach;

import dev.whichhop.flows.network.AclEntry;
import dev.whichhop.flows.network.AclFilter;
import dev.whichhop.flows.network.Decision;
import dev.whichhop.flows.network.Direction;
import dev.whichhop.flows.network.Network;
import dev.whichhop.flows.network.NetworkAcl;
import dev.whichhop.flows.network.Traffic;
import dev.whichhop.model.network.Cidr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Hops that are the network ACL of a subnet. */
final class AclHops {
  /** First number of rules of a network ACL that nobody can put a rule behind. */
  private static final int BEHIND_ALL = 32_767;

  private final Network network;

  AclHops(Network network) {
    this.network = network;
  }

  /** The network ACL of a subnet, which every packet passes, replies too. */
  Hop hop(
      Way way,
      String subnetId,
      String vpcId,
      Direction direction,
      Cidr peer,
      List<Traffic> traffic) {
    HopKind kind =
        direction == Direction.INBOUND ? HopKind.NETWORK_ACL_IN : HopKind.NETWORK_ACL_OUT;
    if (subnetId.isEmpty()) {
      return Hop.of(
          way,
          kind,
          vpcId,
          Reason.SUBNET_UNKNOWN,
          Map.of("vpc", vpcId),
          List.of(),
          Fetch.subnets(vpcId));
    }
    Optional<NetworkAcl> acl = network.aclOf(subnetId, vpcId);
    if (acl.isEmpty()) {
      return Hop.of(
          way,
          kind,
          subnetId,
          Reason.ACL_UNKNOWN,
          Map.of("subnet", subnetId),
          List.of(),
          Fetch.acl(subnetId));
    }
    Decisions decisions =
        new Decisions(
            traffic.stream()
                .flatMap(one -> AclFilter.decide(acl.get(), direction, peer, one).stream())
                .toList());
    Reason reason =
        switch (decisions.outcome()) {
          case ALLOWED, NOT_ASKED -> Reason.ACL_ALLOWS;
          case PARTLY -> Reason.ACL_ALLOWS_PART;
          case REFUSED -> Reason.ACL_REFUSES;
          case BLIND -> Reason.ACL_DEPENDS_ON_ADDRESS;
        };
    Map<String, String> values = decisions.values(traffic, peer);
    values.put("acl", acl.get().id());
    values.put("subnet", subnetId);
    return new Hop(
        way,
        kind,
        acl.get().id(),
        reason,
        values,
        decisions.parts(),
        decisions.evidence().isEmpty() ? List.of(acl.get().evidence()) : decisions.evidence(),
        changes(acl.get(), direction, peer, decisions));
  }

  private static List<String> changes(
      NetworkAcl acl, Direction direction, Cidr peer, Decisions decisions) {
    Set<Integer> taken = new HashSet<>();
    List<String> commands = new ArrayList<>();
    for (Decision decision : decisions.parts()) {
      if (decision.outcome() == Decision.Outcome.REFUSED) {
        int refusing =
            decision
                .rule()
                .filter(AclEntry.class::isInstance)
                .map(rule -> ((AclEntry) rule).number())
                .orElse(BEHIND_ALL);
        commands.add(Change.allow(acl, direction, decision.part(), peer, refusing, taken));
      }
    }
    return commands;
  }
}
