package dev.whichhop.diagnosis.ladder;

import static dev.whichhop.diagnosis.ladder.LadderBuilder.moment;

import dev.whichhop.diagnosis.view.Seconds;
import dev.whichhop.model.Hop;
import dev.whichhop.model.ladder.Moment;
import dev.whichhop.model.ladder.Rung;
import dev.whichhop.model.ladder.TimerValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What happens when a pod ends: everybody who still sends must have stopped, and everything that is
 * under way must be done, before the proxy and the application go; and all of that before the kill.
 */
final class ShutdownLadder {
  private final ShutdownReadings readings;
  private final LongestRequests longest;

  ShutdownLadder(ShutdownReadings readings, LongestRequests longest) {
    this.readings = readings;
    this.longest = longest;
  }

  /** A service's own pods. */
  void fill(LadderBuilder ladder, Subject subject, Workload workload, List<Workload> activators) {
    List<Rung> request = measured(ladder, longest.of(subject));
    List<Rung> stop = preStop(ladder, workload);
    List<Rung> grace = ladder.add("grace", readings.grace(workload), true);
    ladder.order("killed-in-pre-stop", stop, grace, ShutdownLadder::killed);
    boolean sidecar = workload.proxy().exists() || subject.sidecar().orElse(false);
    if (sidecar && !workload.nativeSidecar()) {
      proxy(ladder, workload, Hop.SIDECAR, request, grace)
          .ifPresent(drain ->
              ladder.order(
                  "proxy-ends-before-application", stop, drain, ShutdownLadder::withoutProxy));
    }
    if (subject.knative()) {
      ladder.orderOrEqual(
          "grace-cuts-queue-proxy-drain",
          ladder.add("queue-proxy-quiet", List.of(), true),
          grace,
          ShutdownLadder::killed);
      for (Workload activator : activators) {
        ladder.orderOrEqual(
            "activator-ends-before-request",
            grace,
            ladder.add("activator-grace", readings.grace(activator), true),
            ShutdownLadder::activatorKilled);
      }
    }
  }

  /** The gateway's pods, which the balancer sends to. */
  void gateway(LadderBuilder ladder, Workload workload, Surroundings around) {
    boolean targets = around.networkBalancer() && readings.podsAreTargets();
    List<Rung> notice = List.of();
    List<Rung> deregistration = List.of();
    if (targets) {
      List<Reading> checks = readings.balancerNotice();
      notice = ladder.add("balancer-notice", checks, !checks.isEmpty());
      List<Reading> delay = readings.deregistration();
      deregistration = ladder.add("deregistration-delay", delay, !delay.isEmpty());
    }
    List<Rung> request = measured(ladder, longest.ofGateway());
    List<Rung> grace = ladder.add("grace", readings.grace(workload), true);
    Optional<List<Rung>> serves = proxy(ladder, workload, Hop.GATEWAY, request, grace);
    // The pod ends with its proxy, or when it is killed before.
    List<Rung> end = new ArrayList<>(grace);
    serves.ifPresent(end::addAll);
    ladder.order("pod-ends-before-balancer-notices", notice, end, ShutdownLadder::notNoticed);
    ladder.order(
        "pod-ends-before-deregistration", deregistration, end, ShutdownLadder::stillRegistered);
  }

  private static List<Rung> measured(LadderBuilder ladder, List<Reading> longest) {
    return longest.isEmpty() ? List.of() : ladder.add("longest-request", longest, true);
  }

  private static List<Rung> preStop(LadderBuilder ladder, Workload workload) {
    List<Reading> found =
        workload.applications().stream().map(workload::preStop).flatMap(Optional::stream).toList();
    return found.isEmpty() ? List.of() : ladder.add("application-pre-stop", found, true);
  }

  /**
   * How long the proxy serves after the pod was told to end: its hook, then its drain. Empty when
   * it waits for the last connection instead.
   */
  private Optional<List<Rung>> proxy(
      LadderBuilder ladder, Workload workload, Hop hop, List<Rung> request, List<Rung> grace) {
    if (readings.drainsUntilEmpty(workload)) {
      ladder.order("request-outlasts-proxy", request, grace, ShutdownLadder::requestCut);
      return Optional.empty();
    }
    List<Rung> drain =
        ladder.add(
            "proxy-drain", hop, readings.proxyDrain(workload), readings.proxyDrainSeen(workload));
    Optional<Reading> hook = workload.preStop(workload.proxy());
    List<Rung> serves = new ArrayList<>();
    if (hook.isPresent()) {
      ladder.add("proxy-pre-stop", hop, List.of(hook.get()), true);
      Duration first = hook.get().value().duration().orElse(Duration.ZERO);
      List<Reading> sums =
          drain.stream()
              .filter(one -> one.value() instanceof TimerValue.Lasts)
              .map(one ->
                  new Reading(
                      workload.reference(),
                      new TimerValue.Lasts(
                          first.plus(one.value().duration().orElse(Duration.ZERO))),
                      one.origin().assumed() ? one.origin() : hook.get().origin()))
              .toList();
      serves.addAll(ladder.add("proxy-serves", hop, sums, true));
    } else {
      serves.addAll(drain);
    }
    ladder.order("request-outlasts-proxy", request, serves, ShutdownLadder::requestCut);
    ladder.order("killed-before-drain-ends", serves, grace, ShutdownLadder::killed);
    return Optional.of(serves);
  }

  private static List<Moment> killed(Duration first, Duration then) {
    return List.of(
        moment(Duration.ZERO, Hop.CONTROL_PLANE, "pod-deleted"),
        moment(then, Hop.CONTROL_PLANE, "killed", "after", Seconds.of(then)),
        moment(first, Hop.CONTROL_PLANE, "would-have-ended", "after", Seconds.of(first)));
  }

  private static List<Moment> requestCut(Duration first, Duration then) {
    return List.of(
        moment(Duration.ZERO, Hop.CONTROL_PLANE, "pod-deleted-under-way"),
        moment(then, Hop.SIDECAR, "proxy-ends", "after", Seconds.of(then)),
        moment(first, Hop.APP, "answer-nobody-takes", "after", Seconds.of(first)));
  }

  private static List<Moment> withoutProxy(Duration first, Duration then) {
    return List.of(
        moment(Duration.ZERO, Hop.CONTROL_PLANE, "pod-deleted"),
        moment(then, Hop.SIDECAR, "proxy-ends", "after", Seconds.of(then)),
        moment(
            then.plusMillis(1), Hop.APP, "application-without-proxy", "after", Seconds.of(first)));
  }

  private static List<Moment> notNoticed(Duration first, Duration then) {
    return List.of(
        moment(Duration.ZERO, Hop.CONTROL_PLANE, "pod-deleted"),
        moment(then, Hop.GATEWAY, "proxy-ends", "after", Seconds.of(then)),
        moment(then.plusMillis(1), Hop.NLB, "sends-to-dead-target"),
        moment(first, Hop.NLB, "notices", "after", Seconds.of(first)));
  }

  private static List<Moment> stillRegistered(Duration first, Duration then) {
    return List.of(
        moment(Duration.ZERO, Hop.CONTROL_PLANE, "pod-deregistered"),
        moment(then, Hop.GATEWAY, "proxy-ends", "after", Seconds.of(then)),
        moment(then.plusMillis(1), Hop.CLIENT, "uses-kept-flow"),
        moment(first, Hop.NLB, "deregistered", "after", Seconds.of(first)));
  }

  private static List<Moment> activatorKilled(Duration first, Duration then) {
    return List.of(
        moment(Duration.ZERO, Hop.ACTIVATOR, "pod-deleted-under-way"),
        moment(then, Hop.CONTROL_PLANE, "killed", "after", Seconds.of(then)),
        moment(first, Hop.APP, "answer-nobody-takes", "after", Seconds.of(first)));
  }
}
