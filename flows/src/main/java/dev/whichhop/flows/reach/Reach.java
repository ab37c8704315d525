package dev.whichhop.flows.reach;

import dev.whichhop.flows.network.Decision;
import dev.whichhop.flows.network.Traffic;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whether {@code from} may reach {@code to}, with every hop of the request and of the reply. */
public record Reach(Location from, Location to, Question question, List<Hop> hops) {

  public Reach {
    hops = List.copyOf(hops);
  }

  public Verdict verdict() {
    boolean refused = blocking().stream().anyMatch(hop -> hop.outcome() == Outcome.REFUSED);
    if (refused || passing(Way.REQUEST).isEmpty() || passing(Way.REPLY).isEmpty()) {
      return Verdict.BLOCKED;
    } else if (!blind().isEmpty()) {
      return Verdict.UNKNOWN;
    }
    return blocking().isEmpty() ? Verdict.REACHABLE : Verdict.PARTLY;
  }

  /** What no filter on this way refuses: two that each let something pass may leave nothing. */
  public List<Traffic> passing(Way way) {
    List<Traffic> left = question.traffic(way);
    for (Hop hop : certain()) {
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

  /**
   * The hops that packets reach as they were sent. Behind one on whose way nobody can look they may
   * have another source, or never come.
   */
  private List<Hop> certain() {
    Set<Way> lost = EnumSet.noneOf(Way.class);
    List<Hop> certain = new ArrayList<>();
    for (Hop hop : hops) {
      if (!lost.contains(hop.way())) {
        certain.add(hop);
      }
      if (hop.losesSight()) {
        lost.add(hop.way());
      }
    }
    return certain;
  }

  /** The hops that stop all or some of the traffic, in their order. */
  public List<Hop> blocking() {
    return certain().stream().filter(Hop::stops).toList();
  }

  /** Hops that would stop what comes to them as it was sent, which cannot be told. */
  public List<Hop> blockingIfReached() {
    List<Hop> certain = certain();
    return hops.stream().filter(Hop::stops).filter(hop -> !certain.contains(hop)).toList();
  }

  /** The hops that cannot be told. */
  public List<Hop> blind() {
    return hops.stream().filter(hop -> hop.outcome() == Outcome.BLIND).toList();
  }
}
