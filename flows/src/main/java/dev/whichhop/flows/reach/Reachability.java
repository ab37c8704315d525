package dev.whichhop.flows.reach;

import dev.whichhop.flows.network.Network;
import dev.whichhop.flows.network.PrivateAddresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether one end may reach another: the way of the request, then that of the reply, which
 * network ACLs and routes can stop as well.
 */
public final class Reachability {
  private final Network network;

  public Reachability(Network network) {
    this.network = network;
  }

  public Reach decide(Location from, Location named, Question question) {
    Location to = asSeenBy(from, named);
    List<Hop> hops = new ArrayList<>();
    OneWay request = new OneWay(network, question, Way.REQUEST, hops);
    Trip trip =
        from.isOutside()
            ? request.enter(from, to)
            : request.send(Leg.of(from, from.address(), to), false);
    reply(from, to, trip, new OneWay(network, question, Way.REPLY, hops));
    if (question.isOpen()) {
      hops.replaceAll(hop -> hop.outcome() == Outcome.PARTLY ? hop.withoutCommands() : hop);
    }
    return new Reach(from, to, question, hops);
  }

  /** From the internet an interface is dialled by its public address. */
  private static Location asSeenBy(Location from, Location to) {
    boolean fromInternet = from.isOutside() && !PrivateAddresses.contain(from.address());
    return fromInternet && to.dialled().equals(to.address())
        ? to.networkInterface()
            .flatMap(one -> one.publicAddress(to.address()))
            .map(to::dialledAs)
            .orElse(to)
        : to;
  }

  private static void reply(Location from, Location to, Trip trip, OneWay reply) {
    List<Location> stations = new ArrayList<>(trip.translators());
    stations.add(from);
    Location first = stations.getFirst();
    if (to.isOutside()) {
      reply.receive(first, to.dialled());
    } else {
      Location seen = first.dialledAs(trip.source());
      reply.send(new Leg(to, to.address(), seen, Optional.empty()), trip.overInternet());
    }
    for (int i = 1; i < stations.size(); i++) {
      reply.send(Leg.of(stations.get(i - 1), to.dialled(), stations.get(i)), false);
    }
  }
}
