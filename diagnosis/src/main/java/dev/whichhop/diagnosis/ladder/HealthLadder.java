package dev.whichhop.diagnosis.ladder;

import static dev.whichhop.diagnosis.ladder.LadderBuilder.moment;

import dev.whichhop.diagnosis.view.Seconds;
import dev.whichhop.diagnosis.view.TrafficPolicies;
import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.ladder.Moment;
import dev.whichhop.model.ladder.Rung;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Health checks: out of service first, restarted after that; ejected no longer than meant. */
final class HealthLadder {
  /** Kubernetes API, Probe: periodSeconds and failureThreshold. */
  private static final long PERIOD = 10;

  private static final long FAILURES = 3;

  private final TrafficPolicies policies;
  private final ShutdownReadings balancer;

  HealthLadder(TrafficPolicies policies, ShutdownReadings balancer) {
    this.policies = policies;
    this.balancer = balancer;
  }

  void fill(LadderBuilder ladder, Subject subject, Surroundings around, List<Workload> workloads) {
    if (around.networkBalancer()) {
      List<Reading> checks = balancer.balancerNotice();
      ladder.add("balancer-notice", checks, !checks.isEmpty());
    }
    ladder.sharedUntilHere();
    policies
        .ruleFor(subject.host(), around.gatewayNamespace())
        .ifPresent(rule -> ejection(ladder, rule, around.gateway() ? Hop.GATEWAY : Hop.SIDECAR));
    for (Workload workload : workloads) {
      for (Node container : workload.applications()) {
        probes(ladder, workload, container);
      }
    }
  }

  private static void probes(LadderBuilder ladder, Workload workload, Node container) {
    String where = workload.reference() + " " + container.get("name").textOrEmpty();
    Optional<Reading> readiness = notice(where, container.get("readinessProbe"));
    Optional<Reading> liveness = notice(where, container.get("livenessProbe"));
    List<Rung> removed =
        readiness.isEmpty()
            ? List.of()
            : ladder.add("readiness-removal", List.of(readiness.get()), true);
    List<Rung> restarted =
        liveness.isEmpty()
            ? List.of()
            : ladder.add("liveness-restart", List.of(liveness.get()), true);
    ladder.orderOrEqual("restarted-before-taken-out", removed, restarted, HealthLadder::restarted);
  }

  private static Optional<Reading> notice(String where, Node probe) {
    if (!probe.exists()) {
      return Optional.empty();
    }
    long period = atLeastOne(probe.get("periodSeconds"), PERIOD);
    long failures = atLeastOne(probe.get("failureThreshold"), FAILURES);
    return Optional.of(
        Reading.lasts(
            where,
            Duration.ofSeconds(Math.min(period * failures, Integer.MAX_VALUE)),
            new Evidence(
                probe.place(), "periodSeconds: " + period + ", failureThreshold: " + failures)));
  }

  /** Zero stands for the default (Kubernetes API conventions). */
  private static long atLeastOne(Node field, long otherwise) {
    long value = field.whole().orElse(0);
    return value > 0 && value < 100_000 ? value : otherwise;
  }

  private static void ejection(LadderBuilder ladder, KubernetesObject rule, Hop hop) {
    Node outlier = rule.spec().at("trafficPolicy", "outlierDetection");
    if (!outlier.exists()) {
      return;
    }
    String where = rule.reference();
    List<Rung> interval =
        ladder.add(
            "outlier-interval",
            hop,
            Reading.duration(where, outlier.get("interval")).stream().toList(),
            true);
    List<Rung> ejection =
        ladder.add(
            "outlier-ejection",
            hop,
            Reading.duration(where, outlier.get("baseEjectionTime")).stream().toList(),
            true);
    ladder.orderOrEqual("ejection-waits-for-sweep", interval, ejection, HealthLadder::swept);
  }

  private static List<Moment> restarted(Duration first, Duration then) {
    return List.of(
        moment(Duration.ZERO, Hop.APP, "stops-answering"),
        moment(then, Hop.CONTROL_PLANE, "restarts-container", "after", Seconds.of(then)),
        moment(first, Hop.CONTROL_PLANE, "takes-out", "after", Seconds.of(first)));
  }

  private static List<Moment> swept(Duration first, Duration then) {
    return List.of(
        moment(Duration.ZERO, Hop.GATEWAY, "ejects"),
        moment(then, Hop.GATEWAY, "ejection-over", "after", Seconds.of(then)),
        moment(first, Hop.GATEWAY, "sweep", "after", Seconds.of(first)));
  }
}
