package dev.whichhop.flows.network;

import dev.whichhop.model.network.Cidr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a network ACL decides: the first rule by number that matches a packet, and nothing after it
 * (VPC user guide, nacl-basics). It remembers no connection, so replies are asked like any packet.
 */
public final class AclFilter {
  private AclFilter() {}

  /**
   * What it decides about each part of the traffic, in the order of the ports.
   *
   * @param peer source of inbound, destination of outbound traffic; of a network every address is
   *     asked, and a rule for only some of them leaves it open
   */
  public static List<Decision> decide(
      NetworkAcl acl, Direction direction, Cidr peer, Traffic traffic) {
    List<Decision> decisions = new ArrayList<>();
    List<PortRange> open = List.of(traffic.ports());
    for (AclEntry entry : acl.entries()) {
      Optional<Selector.Selection> selected = entry.selector().of(traffic);
      if (entry.direction() != direction || selected.isEmpty() || !entry.peers().overlaps(peer)) {
        continue;
      }
      boolean whole = selected.get().whole() && entry.peers().contains(peer);
      Decision.Outcome outcome =
          !whole
              ? Decision.Outcome.UNKNOWN
              : entry.allows() ? Decision.Outcome.ALLOWED : Decision.Outcome.REFUSED;
      for (PortRange range : open) {
        range
            .intersection(selected.get().ports())
            .map(part -> new Decision(traffic.with(part), outcome, Optional.of(entry)))
            .ifPresent(decisions::add);
      }
      open = PortRange.minus(open, selected.get().ports());
    }
    // Each ACL ends with rules that refuse the rest; a file without them means the same.
    open.forEach(range ->
        decisions.add(
            new Decision(traffic.with(range), Decision.Outcome.REFUSED, Optional.empty())));
    decisions.sort(Comparator.comparingInt(one -> one.part().ports().from()));
    return List.copyOf(decisions);
  }
}
