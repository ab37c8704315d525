package dev.whichhop.diagnosis.ladder;

import dev.whichhop.model.evidence.AttributeSet;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.ladder.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the timers of an ending instance are set. */
final class ShutdownReadings {
  private static final String DRAIN = "terminationDrainDuration";
  private static final String UNTIL_EMPTY = "EXIT_ON_ZERO_ACTIVE_CONNECTIONS";

  private final Bundle bundle;

  ShutdownReadings(Bundle bundle) {
    this.bundle = bundle;
  }

  List<Reading> grace(Workload workload) {
    return Reading.seconds(
            workload.reference(), workload.spec().get("terminationGracePeriodSeconds"))
        .stream()
        .toList();
  }

  /**
   * How long the agent lets Envoy drain before it ends it: the workload's own value, else the
   * mesh's.
   */
  List<Reading> proxyDrain(Workload workload) {
    List<Reading> found = new ArrayList<>();
    workload
        .proxyConfig(DRAIN)
        .flatMap(at -> drain(workload.reference(), at))
        .ifPresent(found::add);
    if (found.isEmpty()) {
      for (KubernetesObject mesh : bundle.objects("MeshConfig")) {
        Reading.duration(mesh.reference(), mesh.root().at("defaultConfig", DRAIN))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<Reading> drain(String where, Evidence at) {
    String value = at.text().substring(at.text().indexOf(' ') + 1);
    return DurationText.parse(value).map(duration -> Reading.lasts(where, duration, at));
  }

  boolean proxyDrainSeen(Workload workload) {
    return workload.proxyConfigSeen() || !bundle.objects("MeshConfig").isEmpty();
  }

  /** The agent waits for the last connection instead of a time (istio-envoy facts 3). */
  boolean drainsUntilEmpty(Workload workload) {
    boolean own =
        workload.proxyConfig(UNTIL_EMPTY).map(at -> at.text().endsWith("true")).orElse(false)
            || workload.environment(UNTIL_EMPTY).isTrue();
    return own
        || bundle.objects("MeshConfig").stream()
            .anyMatch(
                mesh -> mesh.root().at("defaultConfig", "proxyMetadata", UNTIL_EMPTY).isTrue());
  }

  /** Targets of the balancer are pods, so that a pod's end is the end of a target. */
  boolean podsAreTargets() {
    return bundle.aws("TargetGroups").stream()
            .anyMatch(one -> one.get("TargetType").textOrEmpty().equals("ip"))
        || bundle.objects("Service").stream()
            .anyMatch(one ->
                one.annotation("service.beta.kubernetes.io/aws-load-balancer-nlb-target-type")
                    .equals("ip"));
  }

  List<Reading> deregistration() {
    List<Reading> found = new ArrayList<>();
    for (AttributeSet set : bundle.awsAttributes()) {
      set.value("deregistration_delay.timeout_seconds")
          .flatMap(value -> DurationText.parse(value + "s"))
          .ifPresent(value ->
              found.add(
                  Reading.lasts(
                      set.owner().substring(set.owner().lastIndexOf(':') + 1),
                      value,
                      set.evidence("deregistration_delay.timeout_seconds").getFirst())));
    }
    return found;
  }

  /** Failed checks in a row until a target is unhealthy, times their interval. */
  List<Reading> balancerNotice() {
    List<Reading> found = new ArrayList<>();
    for (Node group : bundle.aws("TargetGroups")) {
      Node interval = group.get("HealthCheckIntervalSeconds");
      Node threshold = group.get("UnhealthyThresholdCount");
      if (interval.whole().isPresent() && threshold.whole().isPresent()) {
        found.add(
            Reading.lasts(
                group.get("TargetGroupName").textOrEmpty(),
                Duration.ofSeconds(interval.whole().getAsLong() * threshold.whole().getAsLong()),
                new Evidence(
                    interval.place(),
                    "HealthCheckIntervalSeconds: "
                        + interval.textOrEmpty()
                        + ", UnhealthyThresholdCount: "
                        + threshold.textOrEmpty())));
      }
    }
    return found;
  }
}
