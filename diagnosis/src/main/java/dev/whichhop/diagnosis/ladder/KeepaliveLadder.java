package dev.whichhop.diagnosis.ladder;

import static dev.whichhop.diagnosis.ladder.LadderBuilder.moment;

import dev.whichhop.diagnosis.view.Seconds;
import dev.whichhop.model.Hop;
import dev.whichhop.model.ladder.Moment;
import dev.whichhop.model.ladder.Rung;
import dev.whichhop.model.ladder.TimerValue;
import java.time.Duration;
import java.util.List;

/**
 * TCP keepalive. It must travel before the first of those in between forgets the silent connection,
 * and on the leg where that one stands.
 */
final class KeepaliveLadder {
  private final KeepaliveReadings keepalive;
  private final IdleReadings idle;

  KeepaliveLadder(KeepaliveReadings keepalive, IdleReadings idle) {
    this.keepalive = keepalive;
    this.idle = idle;
  }

  void fill(LadderBuilder ladder, Subject subject, Surroundings around) {
    if (around.networkBalancer()) {
      clientLeg(ladder, around);
    }
    ladder.sharedUntilHere();
    boolean proxied = around.gateway() || subject.sidecar().orElse(false);
    if (proxied) {
      upstreamLeg(ladder, subject, around);
    }
  }

  private void clientLeg(LadderBuilder ladder, Surroundings around) {
    List<Reading> balancer = idle.networkBalancer();
    List<Rung> gateway =
        around.gateway()
            ? ladder.add("gateway-keepalive", keepalive.gateway(), keepalive.gatewaySeen())
            : List.of();
    List<Rung> forgets = ladder.add("nlb-idle", balancer, !balancer.isEmpty());
    // Without keepalive there is nothing to be too slow; the ladder of idle connections tells that.
    List<Rung> set =
        gateway.stream().filter(one -> one.value() instanceof TimerValue.Lasts).toList();
    ladder.order(
        "keepalive-too-late-for-balancer",
        set,
        forgets,
        (first, then) -> tooLate(first, then, Hop.GATEWAY, Hop.NLB));
    List<Reading> tracking = keepalive.securityGroup();
    if (!tracking.isEmpty()) {
      ladder.order(
          "balancer-outlasts-security-group",
          forgets,
          ladder.add("security-group-tracking", tracking, true),
          set,
          KeepaliveLadder::blackhole);
    }
  }

  private void upstreamLeg(LadderBuilder ladder, Subject subject, Surroundings around) {
    Hop hop = around.gateway() ? Hop.GATEWAY : Hop.SIDECAR;
    List<Rung> pool =
        ladder.add(
            "outbound-pool-idle", hop, idle.outbound(subject, around), idle.outboundSeen(subject));
    List<Rung> alive =
        ladder.add(
            "upstream-keepalive",
            hop,
            keepalive.upstream(subject, around),
            keepalive.upstreamSeen());
    List<Reading> table = keepalive.conntrack();
    ladder.order(
        "pool-outlasts-conntrack",
        pool,
        ladder.add("node-conntrack", table, !table.isEmpty()),
        alive,
        (first, then) -> forgottenByNode(first, then, hop));
  }

  private static List<Moment> tooLate(Duration first, Duration then, Hop sender, Hop forgetter) {
    return List.of(
        moment(Duration.ZERO, sender, "silent"),
        moment(then, forgetter, "forgets", "after", Seconds.of(then)),
        moment(first, sender, "keepalive-sent", "after", Seconds.of(first)),
        moment(first.plusNanos(500_000), forgetter, "balancer-resets"));
  }

  private static List<Moment> blackhole(Duration first, Duration then) {
    return List.of(
        moment(Duration.ZERO, Hop.CLIENT, "silent"),
        moment(then, Hop.VPC, "security-group-forgets", "after", Seconds.of(then)),
        moment(
            then.plusMillis(1),
            Hop.CLIENT,
            "packet-dropped",
            "balancer",
            first.isZero() ? "" : Seconds.of(first)));
  }

  private static List<Moment> forgottenByNode(Duration first, Duration then, Hop sender) {
    return List.of(
        moment(Duration.ZERO, sender, "idle", "sender", sender.id()),
        moment(then, Hop.VPC, "conntrack-forgets", "after", Seconds.of(then)),
        moment(
            then.plusMillis(1),
            sender,
            first.isZero() ? "sends-untranslated-for-ever" : "sends-untranslated",
            "sender",
            sender.id(),
            "kept",
            Seconds.of(first)));
  }
}
