package dev.whichhop.flows.reach;

import dev.whichhop.flows.network.Decision;
import dev.whichhop.flows.network.Traffic;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether {@code from} may reach {@code to}, with every hop of the request and of the reply. */
public record Reach(Location from, Location to, Question question, List<Hop> hops) {

  public Reach {
    hops = List.copyOf(hops);
  }

  public Verdict verdict() {
    if (outcomes().contains(Outcome.REFUSED)
        || passing(Way.REQUEST).isEmpty()
        || passing(Way.REPLY).isEmpty()) {
      return Verdict.BLOCKED;
    } else if (outcomes().contains(Outcome.BLIND)) {
      return Verdict.UNKNOWN;
    }
    return outcomes().contains(Outcome.PARTLY) ? Verdict.PARTLY : Verdict.REACHABLE;
  }

  private Set<Outcome> outcomes() {
    return hops.stream().map(Hop::outcome).collect(Collectors.toSet());
  }

  /** What no filter on this way refuses: two that each let something pass may leave nothing. */
  public List<Traffic> passing(Way way) {
    List<Traffic> left = question.traffic(way);
    for (Hop hop : hops) {
      if (hop.way() == way) {
        for (Decision decision : hop.decisions()) {
          if (decision.outcome() == Decision.Outcome.REFUSED) {
            left = left.stream().flatMap(one -> one.minus(decision.part()).stream()).toList();
          }
        }
      }
    }
    return left;
  }

  /** True where replies to some client ports of TCP or UDP pass and others do not. */
  public boolean dividesClients() {
    return question.protocol().hasPorts()
        && !passing(Way.REPLY).isEmpty()
        && !passing(Way.REPLY).equals(question.reply());
  }

  /** The hops that stop all or some of the traffic, in their order. */
  public List<Hop> blocking() {
    return hops.stream()
        .filter(hop -> hop.outcome() == Outcome.REFUSED || hop.outcome() == Outcome.PARTLY)
        .toList();
  }

  /** The hops that cannot be told. */
  public List<Hop> blind() {
    return hops.stream().filter(hop -> hop.outcome() == Outcome.BLIND).toList();
  }
}
