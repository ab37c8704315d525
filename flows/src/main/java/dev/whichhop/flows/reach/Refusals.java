package dev.whichhop.flows.reach;

import dev.whichhop.flows.network.Direction;
import dev.whichhop.flows.network.Link;
import dev.whichhop.flows.network.Network;
import dev.whichhop.flows.network.NetworkInterface;
import dev.whichhop.flows.network.Peer;
import dev.whichhop.flows.network.PortRange;
import dev.whichhop.flows.network.Protocol;
import dev.whichhop.flows.network.Traffic;
import dev.whichhop.model.network.Cidr;
import dev.whichhop.model.network.IpAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which filter at a network interface refuses packets that a flow log shows as rejected there, or
 * which rule is missing: a flow log names neither.
 */
public final class Refusals {
  private final Network network;
  private final Locations locations;

  public Refusals(Network network) {
    this.network = network;
    this.locations = new Locations(network, List.of());
  }

  /**
   * Packets as a flow log counts them.
   *
   * @param peer the other end, its packet address where the record has it
   * @param own the address at the interface
   * @param destinationPort 0 for what has none
   */
  public record Packets(
      String interfaceId, IpAddress own, IpAddress peer, Protocol protocol, int destinationPort) {}

  /**
   * The filters at the interface that such packets pass, in their order, with what each does; empty
   * where the interface is not known.
   *
   * @param direction seen from the interface
   * @param reply true for packets that answer: security groups let those of a connection that they
   *     know pass, so only the network ACL is asked
   */
  public List<Hop> explain(Packets packets, Direction direction, boolean reply) {
    Optional<NetworkInterface> known = network.networkInterface(packets.interfaceId());
    if (known.isEmpty()) {
      return List.of();
    }
    Cidr own = new Cidr(packets.own(), 128);
    Cidr peer = new Cidr(packets.peer(), 128);
    Location at = Location.of(packets.interfaceId(), known.get(), own, own);
    Location other = other(peer);
    List<Traffic> traffic = List.of(traffic(packets));
    Optional<Hop> acl =
        inOneSubnet(at, other)
            ? Optional.empty()
            : Optional.of(
                reply
                    ? ofReplies(at, direction, peer, packets)
                    : acl(Way.REQUEST, at, direction, peer, traffic));
    Optional<Hop> groups =
        reply ? Optional.empty() : Optional.of(groups(at, other, direction, traffic));
    List<Optional<Hop>> inOrder =
        direction == Direction.INBOUND ? List.of(acl, groups) : List.of(groups, acl);
    return inOrder.stream().flatMap(Optional::stream).toList();
  }

  private Hop acl(Way way, Location at, Direction direction, Cidr peer, List<Traffic> traffic) {
    return new AclHops(network).hop(way, at.subnetId(), at.vpcId(), direction, peer, traffic);
  }

  /**
   * What is done to just this reply; but it went to a port that the client chose for one
   * connection, and the next connection has another, so the whole range is to be opened.
   */
  private Hop ofReplies(Location at, Direction direction, Cidr peer, Packets packets) {
    Hop seen = acl(Way.REPLY, at, direction, peer, List.of(traffic(packets)));
    boolean chosen =
        packets.protocol().hasPorts() && packets.destinationPort() >= Question.EPHEMERAL.from();
    return chosen && seen.stops()
        ? seen.withCommandsOf(
            acl(
                Way.REPLY,
                at,
                direction,
                peer,
                List.of(new Traffic(packets.protocol(), Question.EPHEMERAL))))
        : seen;
  }

  private Hop groups(Location at, Location other, Direction direction, List<Traffic> traffic) {
    Routes.Chosen chosen = new Routes(network).choose(Way.REQUEST, at, other);
    Link link =
        inOneSubnet(at, other)
            ? Link.SAME_VPC
            : new Links(network).of(chosen.route(), at, other, direction);
    // An address of no interface that was read may be anybody's.
    Optional<Set<String>> groups = other.groups().map(HashSet::new);
    return new GroupHops(network)
        .hop(at, direction, new Peer(other.address(), groups, link), traffic);
  }

  private static boolean inOneSubnet(Location at, Location other) {
    return !at.subnetId().isEmpty() && at.subnetId().equals(other.subnetId());
  }

  /** An address that is in two networks is taken for one of neither. */
  private Location other(Cidr peer) {
    return locations.find(peer.first().toString(), peer.first().isIpv4())
            instanceof Resolution.Found(List<Location> found)
        ? found.getFirst()
        : Location.outside(peer.first().toString(), peer);
  }

  private static Traffic traffic(Packets packets) {
    Protocol protocol = packets.protocol();
    int port = packets.destinationPort();
    if (protocol.isIcmp()) {
      return new Traffic(protocol, PortRange.EVERY_ICMP_TYPE);
    }
    return new Traffic(protocol, protocol.hasPorts() ? PortRange.of(port) : PortRange.EVERY);
  }
}
