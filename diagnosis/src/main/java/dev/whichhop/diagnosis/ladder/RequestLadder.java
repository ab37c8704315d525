package dev.whichhop.diagnosis.ladder;

import static dev.whichhop.diagnosis.ladder.LadderBuilder.moment;

import dev.whichhop.diagnosis.view.Seconds;
import dev.whichhop.model.Hop;
import dev.whichhop.model.ladder.Moment;
import dev.whichhop.model.ladder.Rung;
import dev.whichhop.model.ladder.TimerValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Time-outs of requests. Whoever waits further out must wait longer, else its answer is "gave up"
 * while the one inside still works; and all tries must fit into the time of the whole.
 */
final class RequestLadder {
  private final RequestReadings readings;
  private final IdleReadings idle;

  RequestLadder(RequestReadings readings, IdleReadings idle) {
    this.readings = readings;
    this.idle = idle;
  }

  /**
   * Fills the ladder.
   *
   * @param keepalive on the leg of the client
   */
  void fill(LadderBuilder ladder, Subject subject, Surroundings around, List<Rung> keepalive) {
    List<Reading> measured = readings.client();
    List<Rung> client =
        measured.isEmpty() ? List.of() : ladder.add("client-timeout", measured, true);
    ladder.sharedUntilHere();
    boolean proxied = around.gateway() || subject.sidecar().orElse(false);
    List<Rung> route = proxied ? routes(ladder, subject, around) : List.of();
    List<Rung> limited = lasting(route);
    ladder.order("route-outlasts-client", limited, client, RequestLadder::clientLeaves);
    List<Rung> revision = List.of();
    if (subject.knative()) {
      revision = revision(ladder, subject);
      ladder.orderOrEqual(
          "revision-outlasts-route", lasting(revision), limited, RequestLadder::routeEnds);
    }
    List<Rung> longest = subject.knative() ? lasting(revision) : limited;
    if (around.networkBalancer() && !longest.isEmpty()) {
      List<Reading> set = idle.networkBalancer();
      ladder.order(
          "silent-answer-outlasts-balancer",
          longest,
          ladder.add("nlb-idle", set, !set.isEmpty()),
          keepalive,
          RequestLadder::balancerForgets);
    }
  }

  private List<Rung> routes(LadderBuilder ladder, Subject subject, Surroundings around) {
    Hop hop = around.gateway() ? Hop.GATEWAY : Hop.SIDECAR;
    List<RequestReadings.Route> routes = readings.routes(subject);
    List<Rung> added =
        ladder.add(
            "route-timeout",
            hop,
            routes.stream().map(RequestReadings.Route::timeout).toList(),
            readings.routesSeen());
    for (RequestReadings.Route route : routes) {
      Optional<Rung> timeout =
          added.stream().filter(one -> one.origin().equals(route.timeout().origin())).findFirst();
      if (route.allTries().isPresent() && timeout.isPresent()) {
        ladder.orderOrEqual(
            "tries-do-not-fit",
            ladder.add("all-tries", hop, List.of(route.allTries().get()), true),
            List.of(timeout.get()),
            RequestLadder::triesCut);
      }
    }
    return added;
  }

  private List<Rung> revision(LadderBuilder ladder, Subject subject) {
    List<Rung> revision =
        ladder.add(
            "revision-timeout",
            readings.revisionTimeout(subject),
            readings.revisionSeen(subject) || readings.defaultsSeen());
    List<Rung> limits = lasting(revision);
    if (!limits.isEmpty() && !readings.firstByteSet(subject)) {
      ladder.orderOrEqual(
          "first-byte-limit-below-timeout",
          limits,
          ladder.add("revision-first-byte", readings.firstByteByDefault(), readings.defaultsSeen()),
          RequestLadder::firstByte);
    }
    return revision;
  }

  /** A time-out that is off bounds nothing, so it cannot be too long or too short. */
  private static List<Rung> lasting(List<Rung> rungs) {
    return rungs.stream().filter(one -> one.value() instanceof TimerValue.Lasts).toList();
  }

  private static List<Moment> clientLeaves(Duration first, Duration then) {
    return List.of(
        moment(Duration.ZERO, Hop.CLIENT, "request-sent"),
        moment(then, Hop.CLIENT, "client-gives-up", "after", Seconds.of(then)),
        moment(first, Hop.GATEWAY, "would-have-answered-504", "after", Seconds.of(first)));
  }

  private static List<Moment> routeEnds(Duration first, Duration then) {
    return List.of(
        moment(Duration.ZERO, Hop.GATEWAY, "request-sent"),
        moment(then, Hop.GATEWAY, "answers-504-ut", "after", Seconds.of(then)),
        moment(first, Hop.QUEUE_PROXY, "limit-never-reached", "after", Seconds.of(first)));
  }

  private static List<Moment> triesCut(Duration first, Duration then) {
    return List.of(
        moment(Duration.ZERO, Hop.GATEWAY, "first-try"),
        moment(then, Hop.GATEWAY, "tries-cut", "after", Seconds.of(then)),
        moment(first, Hop.GATEWAY, "tries-would-end", "after", Seconds.of(first)));
  }

  private static List<Moment> firstByte(Duration first, Duration then) {
    return List.of(
        moment(Duration.ZERO, Hop.QUEUE_PROXY, "request-sent"),
        moment(then, Hop.QUEUE_PROXY, "first-byte-504", "after", Seconds.of(then)),
        moment(first, Hop.QUEUE_PROXY, "limit-never-reached", "after", Seconds.of(first)));
  }

  private static List<Moment> balancerForgets(Duration first, Duration then) {
    return List.of(
        moment(Duration.ZERO, Hop.CLIENT, "request-sent"),
        moment(then, Hop.NLB, "forgets", "after", Seconds.of(then)),
        moment(first, Hop.GATEWAY, "answer-lost", "after", Seconds.of(first)));
  }
}
