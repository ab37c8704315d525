package dev.whichhop.flows.network;

import dev.whichhop.model.network.Cidr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the security groups of a network interface decide: all their rules together admit what any
 * of them admits (VPC user guide, security-group-rules).
 */
public final class GroupFilter {
  private enum Match {
    YES,
    NO,
    UNKNOWN
  }

  private final Network network;

  public GroupFilter(Network network) {
    this.network = network;
  }

  /** What they decide about each part of the traffic, in the order of the ports. */
  public List<Decision> decide(
      List<String> groups, Direction direction, Peer peer, Traffic traffic) {
    List<Optional<List<GroupRule>>> perGroup =
        groups.stream()
            .map(id -> network.group(id).flatMap(group -> group.rules(direction)))
            .toList();
    List<GroupRule> rules =
        perGroup.stream().flatMap(Optional::stream).flatMap(List::stream).toList();
    boolean complete = perGroup.stream().allMatch(Optional::isPresent);
    List<Decision> decisions = new ArrayList<>();
    List<PortRange> open = List.of(traffic.ports());
    for (Match match : List.of(Match.YES, Match.UNKNOWN)) {
      Decision.Outcome outcome =
          match == Match.YES ? Decision.Outcome.ALLOWED : Decision.Outcome.UNKNOWN;
      for (GroupRule rule : rules) {
        Optional<Selector.Selection> selected = rule.selector().of(traffic);
        if (selected.isEmpty() || match(rule, selected.get(), peer) != match) {
          continue;
        }
        for (PortRange range : open) {
          range
              .intersection(selected.get().ports())
              .map(part -> new Decision(traffic.with(part), outcome, Optional.of(rule)))
              .ifPresent(decisions::add);
        }
        open = PortRange.minus(open, selected.get().ports());
      }
    }
    Decision.Outcome rest = complete ? Decision.Outcome.REFUSED : Decision.Outcome.UNKNOWN;
    open.forEach(range -> decisions.add(new Decision(traffic.with(range), rest, Optional.empty())));
    decisions.sort(Comparator.comparingInt(one -> one.part().ports().from()));
    return List.copyOf(decisions);
  }

  private Match match(GroupRule rule, Selector.Selection selected, Peer peer) {
    Match match =
        switch (rule.peers()) {
          case Peers.InNetwork(Cidr inside) -> match(inside, peer.address());
          case Peers.InPrefixList(String id) ->
              network.prefixList(id).map(list -> match(list, peer.address())).orElse(Match.UNKNOWN);
          case Peers.OfGroup(String id) -> match(id, rule.direction(), peer);
        };
    return match == Match.YES && !selected.whole() ? Match.UNKNOWN : match;
  }

  private static Match match(PrefixList list, Cidr address) {
    List<Match> entries = list.entries().stream().map(entry -> match(entry, address)).toList();
    return entries.contains(Match.YES)
        ? Match.YES
        : entries.contains(Match.UNKNOWN) ? Match.UNKNOWN : Match.NO;
  }

  /** A rule for only some addresses of a network that was asked for decides nothing by itself. */
  private static Match match(Cidr rule, Cidr address) {
    return rule.contains(address) ? Match.YES : rule.overlaps(address) ? Match.UNKNOWN : Match.NO;
  }

  private static Match match(String group, Direction direction, Peer peer) {
    if (peer.groups().isPresent() && !peer.groups().get().contains(group)) {
      return Match.NO;
    }
    Match member = peer.groups().isPresent() ? Match.YES : Match.UNKNOWN;
    return switch (peer.link()) {
      case SAME_VPC, PEERING -> member;
      // Only inbound rules may reference over a Transit Gateway (AWS networking blog, "Introducing
      // security group referencing for AWS Transit Gateway").
      case TRANSIT_GATEWAY_WITH_GROUPS -> direction == Direction.INBOUND ? member : Match.NO;
      case WITHOUT_GROUPS -> Match.NO;
      case UNKNOWN -> Match.UNKNOWN;
    };
  }
}
