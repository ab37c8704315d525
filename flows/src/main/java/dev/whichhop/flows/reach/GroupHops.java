package dev.whichhop.flows.reach;

import dev.whichhop.flows.network.Decision;
import dev.whichhop.flows.network.Direction;
import dev.whichhop.flows.network.GroupFilter;
import dev.whichhop.flows.network.Link;
import dev.whichhop.flows.network.Network;
import dev.whichhop.flows.network.Peer;
import dev.whichhop.flows.network.Traffic;
import dev.whichhop.model.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Hops that are the security groups of an end. */
final class GroupHops {
  private final Network network;
  private final GroupFilter filter;

  GroupHops(Network network) {
    this.network = network;
    this.filter = new GroupFilter(network);
  }

  /** The security groups of an end; they know replies by themselves, so only requests ask them. */
  Hop hop(Location at, Direction direction, Peer peer, List<Traffic> traffic) {
    HopKind kind =
        direction == Direction.INBOUND ? HopKind.SECURITY_GROUPS_IN : HopKind.SECURITY_GROUPS_OUT;
    if (at.networkInterface().isEmpty()) {
      return at.address().isAddress()
          ? Hop.of(
              Way.REQUEST,
              kind,
              at.name(),
              Reason.INTERFACE_UNKNOWN,
              Map.of("address", Decisions.shown(at.address())),
              List.of(),
              Fetch.networkInterface(at.address()))
          : Hop.of(Way.REQUEST, kind, at.name(), Reason.NO_INTERFACE_NAMED, Map.of(), List.of());
    }
    String interfaceId = at.networkInterface().get().id();
    List<String> groups = at.groups().orElse(List.of());
    if (at.groups().isEmpty()) {
      return Hop.of(
          Way.REQUEST,
          kind,
          interfaceId,
          Reason.INTERFACE_UNKNOWN,
          Map.of("address", Decisions.shown(at.address())),
          List.of(),
          Fetch.networkInterface(at.address()));
    } else if (groups.isEmpty()) {
      return Hop.of(
          Way.REQUEST,
          kind,
          interfaceId,
          Reason.INTERFACE_HAS_NO_GROUPS,
          Map.of(),
          List.of(at.networkInterface().get().evidence()));
    }
    Decisions decisions = decide(groups, direction, peer, traffic);
    Reason reason = groupReason(groups, direction, peer, traffic, decisions);
    List<String> commands = new ArrayList<>();
    switch (reason.outcome()) {
      case REFUSED, PARTLY ->
          decisions
              .of(Decision.Outcome.REFUSED)
              .forEach(part ->
                  commands.add(Change.admit(groups.getFirst(), direction, part, peer.address())));
      case BLIND -> commands.addAll(missing(groups, peer, decisions));
      case ALLOWED, NOT_ASKED -> {}
    }
    Map<String, String> values = decisions.values(traffic, peer.address());
    values.put("groups", String.join(", ", groups));
    values.put("interface", interfaceId);
    return new Hop(
        Way.REQUEST,
        kind,
        String.join(", ", groups),
        reason,
        values,
        decisions.parts(),
        evidence(decisions, groups),
        commands);
  }

  private Decisions decide(
      List<String> groups, Direction direction, Peer peer, List<Traffic> traffic) {
    return new Decisions(
        traffic.stream()
            .flatMap(one -> filter.decide(groups, direction, peer, one).stream())
            .toList());
  }

  private Reason groupReason(
      List<String> groups,
      Direction direction,
      Peer peer,
      List<Traffic> traffic,
      Decisions decisions) {
    Outcome outcome = decisions.outcome();
    if (outcome == Outcome.BLIND) {
      boolean allKnown =
          groups.stream()
              .allMatch(
                  id -> network.group(id).flatMap(group -> group.rules(direction)).isPresent());
      return allKnown ? Reason.GROUPS_DEPEND_ON_PEER : Reason.GROUPS_UNKNOWN;
    } else if (outcome == Outcome.REFUSED) {
      Peer near = new Peer(peer.address(), peer.groups(), Link.SAME_VPC);
      boolean inOneVpc = decide(groups, direction, near, traffic).outcome() == Outcome.ALLOWED;
      return inOneVpc ? Reason.GROUPS_LOSE_REFERENCE : Reason.GROUPS_REFUSE;
    }
    return outcome == Outcome.PARTLY ? Reason.GROUPS_ADMIT_PART : Reason.GROUPS_ADMIT;
  }

  /** What to read where rules depend on groups, prefix lists or the peer's interface. */
  private List<String> missing(List<String> groups, Peer peer, Decisions decisions) {
    List<String> commands = new ArrayList<>();
    List<String> unread = groups.stream().filter(id -> network.group(id).isEmpty()).toList();
    if (!unread.isEmpty()) {
      commands.add(Fetch.groups(unread));
    }
    for (Decision decision : decisions.parts()) {
      if (decision.outcome() == Decision.Outcome.UNKNOWN) {
        decision.rule().flatMap(rule -> Fetch.peers(rule, peer, network)).ifPresent(commands::add);
      }
    }
    boolean cut = groups.stream().anyMatch(id -> network.group(id).isPresent() && !isWhole(id));
    if (cut) {
      commands.add(Fetch.groups(groups));
    }
    if (commands.isEmpty() && peer.link() == Link.UNKNOWN && !network.attachments().isEmpty()) {
      // Whether references pass is said by the gateway and by both attachments.
      commands.addAll(Fetch.groupReferencing());
    }
    return commands.stream().distinct().toList();
  }

  private boolean isWhole(String id) {
    return network
        .group(id)
        .filter(group -> group.inbound().isPresent() && group.outbound().isPresent())
        .isPresent();
  }

  private List<Evidence> evidence(Decisions decisions, List<String> groups) {
    List<Evidence> found = decisions.evidence();
    return found.isEmpty()
        ? groups.stream()
            .flatMap(id -> network.group(id).stream())
            .map(group -> group.evidence())
            .toList()
        : found;
  }
}
