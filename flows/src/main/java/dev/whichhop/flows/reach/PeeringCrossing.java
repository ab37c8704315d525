package dev.whichhop.flows.reach;

import dev.whichhop.flows.network.Network;
import dev.whichhop.flows.network.Peering;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From one VPC to another over a peering connection. It only carries packets between its two VPCs,
 * never on to a third network (VPC peering guide, vpc-peering-basics).
 */
final class PeeringCrossing {
  private final Network network;
  private final List<Hop> hops;

  PeeringCrossing(Network network, List<Hop> hops) {
    this.network = network;
    this.hops = hops;
  }

  Passage cross(Way way, Location at, Location to, String id) {
    Optional<Peering> known = network.peering(id);
    if (known.isEmpty()) {
      hops.add(hop(way, id, Reason.PEERING_UNKNOWN, Map.of(), List.of(), Fetch.peering(id)));
      return Passage.BROKEN;
    }
    Peering peering = known.get();
    String other = peering.other(at.vpcId());
    Map<String, String> values =
        Map.of(
            "status",
            peering.status(),
            "other",
            other,
            "destination",
            Decisions.shown(to.dialled()));
    if (!peering.active()) {
      String[] commands =
          peering.status().equals("pending-acceptance")
              ? new String[] {Change.acceptPeering(id)}
              : new String[0];
      hops.add(hop(way, id, Reason.PEERING_NOT_ACTIVE, values, peering, commands));
      return Passage.BROKEN;
    } else if (to.isOutside()) {
      hops.add(hop(way, id, Reason.FAR_SIDE_UNKNOWN, values, peering, Fetch.subnets(other)));
      return Passage.BROKEN;
    } else if (!peering.joins(at.vpcId(), to.vpcId())) {
      hops.add(hop(way, id, Reason.PEERING_LEADS_ELSEWHERE, values, peering));
      return Passage.BROKEN;
    }
    hops.add(hop(way, id, Reason.PEERING_ACTIVE, values, peering));
    return Passage.by(Links.over(peering));
  }

  private static Hop hop(
      Way way,
      String id,
      Reason reason,
      Map<String, String> values,
      Peering peering,
      String... commands) {
    return hop(way, id, reason, values, List.of(peering), commands);
  }

  private static Hop hop(
      Way way,
      String id,
      Reason reason,
      Map<String, String> values,
      List<Peering> peering,
      String... commands) {
    return Hop.of(
        way,
        HopKind.PEERING,
        id,
        reason,
        values,
        peering.stream().map(Peering::evidence).toList(),
        commands);
  }
}
