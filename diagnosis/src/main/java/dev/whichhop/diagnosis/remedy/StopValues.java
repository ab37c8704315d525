package dev.whichhop.diagnosis.remedy;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.view.Seconds;
import dev.whichhop.diagnosis.view.Shutdowns;
import dev.whichhop.diagnosis.view.Shutdowns.Shutdown;
import dev.whichhop.model.diagnosis.ComputedValue;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.ladder.Rung;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long a pod that ends has to wait, to drain and to live. All three only ever grow: what is in
 * force now is the least that is proposed.
 */
final class StopValues {
  /** What must outlast a measured longest one: half as much again, the longest was not seen. */
  private static final double LONGEST = 1.5;

  /** Between the last planned moment and the kill. */
  private static final long MARGIN = 5;

  /** A failure so long after the beginning of an end has another reason. */
  private static final Duration WINDOW = Duration.ofSeconds(45);

  /**
   * Seconds for which a Network Load Balancer may go on sending new connections to a target that it
   * was told to leave: two to three minutes (istio-envoy facts 2.2 E29; issue 2366 of
   * aws-load-balancer-controller).
   */
  private static final long BALANCER = 180;

  /** What Kubernetes gives a pod that sets nothing (core/v1 PodSpec), where nothing is known. */
  private static final long DEFAULT_GRACE = 30;

  /** The same of Istio's drain (istio-envoy facts 4: terminationDrainDuration). */
  private static final long DEFAULT_DRAIN = 5;

  private final CaseFile file;
  private final Rungs rungs;
  private final String host;

  StopValues(CaseFile file, Rungs rungs, String host) {
    this.file = file;
    this.rungs = rungs;
    this.host = host;
  }

  /** Seconds of draining, where the evidence has the longest request. */
  Optional<ComputedValue> drain(Optional<KubernetesObject> workload) {
    return longest(workload)
        .map(one ->
            ComputedValues.value(
                "drain-time",
                drainSeconds(workload) + "s",
                Rungs.place(one),
                "longest",
                Seconds.of(Rungs.time(one))));
  }

  /** True when the drain in force is long enough for the longest request that was answered. */
  boolean drainSuffices(Optional<KubernetesObject> workload) {
    return longest(workload).isPresent()
        && seconds("proxy-drain", workload, DEFAULT_DRAIN)
            >= steps(Rungs.time(longest(workload).get()));
  }

  /** Until nobody sends to the pod any more, as the failures after its end show. */
  Optional<ComputedValue> waitBeforeStop(Optional<KubernetesObject> workload) {
    return lastFailure()
        .map(last ->
            ComputedValues.value(
                "stop-wait",
                "" + waitSeconds(last, workload),
                List.of(last.failure().evidence(), last.shutdown().evidence()),
                "last",
                Seconds.of(last.after()),
                "now",
                preStop(workload)));
  }

  /** With the wait that the pod has now. */
  Optional<ComputedValue> grace(Optional<KubernetesObject> workload) {
    return longest(workload)
        .map(one -> grace("grace-time", preStop(workload), workload, Rungs.place(one)));
  }

  /** With the wait that the same remedy sets. */
  Optional<ComputedValue> graceAfterWait(Optional<KubernetesObject> workload) {
    return lastFailure()
        .map(last ->
            grace(
                "grace-after-wait",
                waitSeconds(last, workload),
                workload,
                List.of(last.failure().evidence())));
  }

  Optional<ComputedValue> targetWait(Optional<KubernetesObject> workload) {
    return Optional.of(
        ComputedValues.value(
            "target-wait",
            "" + targetSeconds(workload),
            List.of(),
            "balancer",
            BALANCER,
            "now",
            preStop(workload)));
  }

  Optional<ComputedValue> graceAfterTargetWait(Optional<KubernetesObject> workload) {
    return Optional.of(
        grace("grace-after-target-wait", targetSeconds(workload), workload, List.of()));
  }

  private long targetSeconds(Optional<KubernetesObject> workload) {
    return Math.max(BALANCER, preStop(workload));
  }

  private ComputedValue grace(
      String name, long wait, Optional<KubernetesObject> workload, List<Evidence> measured) {
    long drain = drainSeconds(workload);
    long now = seconds("grace", workload, DEFAULT_GRACE);
    List<Evidence> inputs = new ArrayList<>(measured);
    rungs.ofEnd("grace", workload, host).ifPresent(one -> inputs.addAll(Rungs.place(one)));
    return ComputedValues.value(
        name,
        "" + Math.max(wait + drain + MARGIN, now),
        inputs,
        "wait",
        wait + " s",
        "drain",
        drain + " s",
        "now",
        now);
  }

  /** Never less than in force; the longest request may be unknown, then that is all. */
  private long drainSeconds(Optional<KubernetesObject> workload) {
    return Math.max(
        seconds("proxy-drain", workload, DEFAULT_DRAIN),
        longest(workload).map(one -> steps(Rungs.time(one))).orElse(0L));
  }

  private long waitSeconds(LastFailure last, Optional<KubernetesObject> workload) {
    return Math.max(preStop(workload), steps(last.after()));
  }

  /** Half as much again, in steps of five seconds. */
  private static long steps(Duration measured) {
    long seconds = (long) Math.ceil(measured.toMillis() / 1000.0 * LONGEST);
    return Math.max(5, (seconds + 4) / 5 * 5);
  }

  private long preStop(Optional<KubernetesObject> workload) {
    return Math.max(
        seconds("application-pre-stop", workload, 0), seconds("proxy-pre-stop", workload, 0));
  }

  private Optional<Rung> longest(Optional<KubernetesObject> workload) {
    return rungs.ofEnd("longest-request", workload, host);
  }

  private long seconds(String timer, Optional<KubernetesObject> workload, long unknown) {
    return rungs
        .ofEnd(timer, workload, host)
        .map(one -> Rungs.time(one).toSeconds())
        .orElse(unknown);
  }

  /** The failure that came last after an end, and that end. */
  private record LastFailure(Observation failure, Shutdown shutdown, Duration after) {}

  private Optional<LastFailure> lastFailure() {
    List<Shutdown> shutdowns = Shutdowns.of(file.bundle());
    LastFailure last = null;
    for (Observation one : file.failures()) {
      if (one.time().isEmpty()) {
        continue;
      }
      Shutdown before = null;
      for (Shutdown shutdown : shutdowns) {
        if (!shutdown.time().isAfter(one.time().get())) {
          before = shutdown;
        }
      }
      if (before == null) {
        continue;
      }
      Instant began = before.time();
      Duration after = Duration.between(began, one.time().get());
      boolean longer = last == null || after.compareTo(last.after()) > 0;
      if (longer && after.compareTo(WINDOW) <= 0) {
        last = new LastFailure(one, before, after);
      }
    }
    return Optional.ofNullable(last);
  }
}
