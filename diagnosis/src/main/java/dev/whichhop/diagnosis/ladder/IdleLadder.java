package dev.whichhop.diagnosis.ladder;

import static dev.whichhop.diagnosis.ladder.LadderBuilder.moment;

import dev.whichhop.diagnosis.view.Seconds;
import dev.whichhop.model.Hop;
import dev.whichhop.model.ladder.Moment;
import dev.whichhop.model.ladder.Rung;
import java.time.Duration;
import java.util.List;

/**
 * Idle time-outs. On each connection the one who sends the next request must let go first; when the
 * one who receives it does, a request that is under way just then meets a closed connection.
 */
final class IdleLadder {
  /** One way between two hops of a cluster, a usual value; it only makes the story concrete. */
  private static final Duration ONE_WAY = Duration.ofNanos(500_000);

  private static final Duration JUST_AFTER = Duration.ofNanos(300_000);

  private final IdleReadings readings;

  IdleLadder(IdleReadings readings) {
    this.readings = readings;
  }

  /**
   * Fills the ladder.
   *
   * @param keepalive timers of TCP keepalive on the leg of the client: with one shorter than the
   *     balancer's time-out, a silent connection is not forgotten
   * @param onlyOne the only service of the evidence, so every application is its
   */
  void fill(
      LadderBuilder ladder,
      Subject subject,
      Surroundings around,
      List<Rung> keepalive,
      boolean onlyOne) {
    boolean direct = !around.gateway();
    List<Rung> client = ladder.add("client-pool-idle", readings.clientPool(), false);
    if (around.networkBalancer()) {
      List<Reading> set = readings.networkBalancer();
      List<Rung> balancer = ladder.add("nlb-idle", set, !set.isEmpty());
      ladder.order(
          "client-reuses-forgotten-connection", client, balancer, keepalive, IdleLadder::forgotten);
    }
    List<Rung> sender = client;
    Hop senderHop = Hop.CLIENT;
    if (around.applicationBalancer()) {
      List<Reading> set = readings.applicationBalancer();
      sender = ladder.add("alb-idle", set, !set.isEmpty());
      senderHop = Hop.NLB;
    }
    if (around.gateway()) {
      List<Rung> gateway =
          ladder.add(
              "gateway-downstream-idle",
              readings.gatewayDownstream(around),
              readings.gatewayListenersSeen());
      closed(ladder, "sender-reuses-after-gateway-closed", sender, senderHop, gateway, Hop.GATEWAY);
    }
    ladder.sharedUntilHere();
    boolean proxied = around.gateway() || subject.sidecar().orElse(false);
    if (proxied) {
      senderHop = direct ? Hop.SIDECAR : Hop.GATEWAY;
      sender =
          ladder.add(
              "outbound-pool-idle",
              senderHop,
              readings.outbound(subject, around),
              readings.outboundSeen(subject));
    }
    if (subject.sidecar().orElse(false)) {
      List<Rung> accepting =
          ladder.add(
              "sidecar-downstream-idle",
              readings.sidecarDownstream(subject),
              readings.inboundListenersSeen());
      closed(
          ladder, "proxy-reuses-after-sidecar-closed", sender, senderHop, accepting, Hop.SIDECAR);
    }
    if (subject.knative()) {
      ladder.add("activator-pool-idle", List.of(), true);
      sender = ladder.add("queue-proxy-pool-idle", List.of(), true);
      senderHop = Hop.QUEUE_PROXY;
    } else if (subject.sidecar().orElse(false)) {
      sender =
          ladder.add("inbound-pool-idle", readings.inbound(subject), readings.inboundSeen(subject));
      senderHop = Hop.SIDECAR;
    }
    List<Rung> application =
        ladder.add("app-keep-alive", readings.application(subject, onlyOne), false);
    closed(ladder, "sender-reuses-after-app-closed", sender, senderHop, application, Hop.APP);
  }

  private static void closed(
      LadderBuilder ladder,
      String rule,
      List<Rung> sender,
      Hop senderHop,
      List<Rung> receiver,
      Hop receiverHop) {
    ladder.order(
        rule, sender, receiver, (first, then) -> race(first, then, senderHop, receiverHop));
  }

  /**
   * The request crosses the FIN on the wire; what it finds is a closed socket, which answers RST.
   */
  static List<Moment> race(Duration first, Duration then, Hop sender, Hop receiver) {
    return List.of(
        moment(Duration.ZERO, sender, "idle", "sender", sender.id()),
        moment(then, receiver, "closes", "receiver", receiver.id(), "after", Seconds.of(then)),
        moment(
            then.plus(JUST_AFTER),
            sender,
            first.isZero() ? "sends-kept-for-ever" : "sends",
            "sender",
            sender.id(),
            "kept",
            Seconds.of(first)),
        moment(then.plus(JUST_AFTER).plus(ONE_WAY), receiver, "resets", "receiver", receiver.id()),
        moment(
            then.plus(JUST_AFTER).plus(ONE_WAY).plus(ONE_WAY),
            sender,
            sender == Hop.CLIENT
                ? "client-sees-reset"
                : sender == Hop.QUEUE_PROXY || sender == Hop.NLB ? "answers-502" : "answers-503-uc",
            "sender",
            sender.id()));
  }

  /** The balancer forgets silently; both ends still believe in the connection. */
  private static List<Moment> forgotten(Duration first, Duration then) {
    Duration send = first.compareTo(then) > 0 ? first : then.plus(JUST_AFTER);
    return List.of(
        moment(Duration.ZERO, Hop.CLIENT, "idle", "sender", Hop.CLIENT.id()),
        moment(then, Hop.NLB, "forgets", "after", Seconds.of(then)),
        moment(send, Hop.CLIENT, "sends", "sender", Hop.CLIENT.id(), "kept", Seconds.of(first)),
        moment(send.plus(ONE_WAY), Hop.NLB, "balancer-resets"));
  }
}
