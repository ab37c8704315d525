package dev.whichhop.flows.network;

import dev.whichhop.model.network.Cidr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which route of a table takes packets to an address: the one to the smallest network that has it,
 * of equal ones the one of lower {@link Routed#rank}.
 */
public sealed interface RouteChoice<R extends Routed> {

  /** This route takes them. */
  record Taken<R extends Routed>(R route) implements RouteChoice<R> {}

  /** No route of the table leads there. */
  record None<R extends Routed>() implements RouteChoice<R> {}

  /** Not to be told without the entries of a prefix list. */
  record NeedsPrefixList<R extends Routed>(String prefixListId) implements RouteChoice<R> {}

  /** Different routes take different addresses of the network that was asked for. */
  record Divided<R extends Routed>(R one, R other) implements RouteChoice<R> {}

  /** Only this route takes some addresses of the network that was asked for, and none the rest. */
  record InPart<R extends Routed>(R route) implements RouteChoice<R> {}

  /**
   * Chooses a route.
   *
   * @param to an address, or a network all of whose addresses are asked for
   */
  static <R extends Routed> RouteChoice<R> among(List<R> routes, Cidr to, Network network) {
    record Candidate<R>(R route, Cidr reached) {}
    List<Candidate<R>> taking = new ArrayList<>();
    List<Candidate<R>> takingSome = new ArrayList<>();
    boolean ofVpc = PrivateAddresses.contain(to) || network.isOfVpc(to);
    for (R route : routes) {
      Optional<List<Cidr>> reached = reached(route, network);
      if (reached.isEmpty() && ofVpc && route.leadsToService()) {
        continue;
      } else if (reached.isEmpty()) {
        return new NeedsPrefixList<>(route.prefixListId());
      }
      for (Cidr one : reached.get()) {
        if (one.contains(to)) {
          taking.add(new Candidate<>(route, one));
        } else if (to.contains(one)) {
          takingSome.add(new Candidate<>(route, one));
        }
      }
    }
    Optional<R> best =
        taking.stream()
            .min(
                Comparator.<Candidate<R>>comparingInt(one -> -one.reached().bits())
                    .thenComparingInt(one -> one.route().rank()))
            .map(Candidate::route);
    if (best.isPresent() && !takingSome.isEmpty()) {
      return new Divided<>(best.get(), takingSome.getFirst().route());
    }
    if (best.isPresent() || takingSome.isEmpty()) {
      return best.<RouteChoice<R>>map(Taken::new).orElseGet(None::new);
    }
    R one = takingSome.getFirst().route();
    R other = takingSome.getLast().route();
    return one.equals(other) ? new InPart<>(one) : new Divided<>(one, other);
  }

  private static Optional<List<Cidr>> reached(Routed route, Network network) {
    return route
        .network()
        .map(List::of)
        .or(() -> network.prefixList(route.prefixListId()).map(PrefixList::entries));
  }
}
