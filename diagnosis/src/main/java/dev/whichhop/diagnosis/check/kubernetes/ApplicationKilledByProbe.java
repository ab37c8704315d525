package dev.whichhop.diagnosis.check.kubernetes;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.ApplicationEnds;
import dev.whichhop.diagnosis.view.FailingPods;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The kubelet killed an application's container because its liveness or startup probe failed:
 * "Container web failed liveness probe, will be restarted" (kubernetes
 * pkg/kubelet/kuberuntime/kuberuntime_manager.go, computePodActions), or "Liveness probe failed: …"
 * (pkg/kubelet/prober/prober.go) of a pod that restarted. Istio's proxy has a startup probe of its
 * own, which fails where istiod is missing, so a startup probe counts only with the container
 * named.
 */
final class ApplicationKilledByProbe implements Check {
  /** An event that repeats tells its last time only; the API server forgets it after an hour. */
  private static final Duration KEPT = Duration.ofHours(1);

  /** Requests fail while the container is told to stop, at most the default grace of 30 s. */
  private static final Duration STOPPING = Duration.ofSeconds(60);

  /** And until the application is back and its pod an endpoint again. */
  private static final Duration STARTING = Duration.ofMinutes(5);

  @Override
  public String id() {
    return "application-killed-by-probe";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.EVENTS, EvidenceKind.PODS, EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    FailingPods failing = FailingPods.of(file);
    // One failed probe kills nobody, and restarts may be old.
    List<ApplicationEnds.End> ends =
        ApplicationEnds.of(file).ends().stream().filter(end -> end.concerns(file)).toList();
    List<Evidence> failed = new ArrayList<>();
    String subject = "";
    boolean killed = false;
    int times = 0;
    for (KubernetesEvent event : file.bundle().events()) {
      Pod pod = pod(file, event.objectName());
      boolean probe = isKill(event) || isProbe(event);
      if (pod == null || !probe || !failing.concern(pod) || !near(file, event) || ofHop(event)) {
        continue;
      }
      killed |= isKill(event) || ends.stream().anyMatch(end -> end.pod().name().equals(pod.name()));
      times = Math.max(times, isKill(event) ? event.count() : pod.restarts());
      subject = pod.name();
      failed.add(event.evidence());
    }
    if (killed) {
      return Answer.found(subject, failed.subList(0, Math.min(3, failed.size())), "times", times);
    }
    return file.bundle().events().isEmpty()
        ? Answer.blind("events")
        : Answer.absent("events", "the applications");
  }

  private static @Nullable Pod pod(CaseFile file, String name) {
    return file.bundle().pods().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static boolean isKill(KubernetesEvent event) {
    return event.message().contains("failed liveness probe")
        || event.message().contains("failed startup probe");
  }

  private static boolean isProbe(KubernetesEvent event) {
    return event.message().startsWith("Liveness probe failed");
  }

  private static boolean ofHop(KubernetesEvent event) {
    return ApplicationEnds.HOPS.stream()
        .anyMatch(hop -> event.message().startsWith("Container " + hop + " "));
  }

  private static boolean near(CaseFile file, KubernetesEvent event) {
    Instant last = event.time();
    List<Instant> failures =
        file.failures().stream().map(Observation::end).flatMap(Optional::stream).toList();
    if (last == null || failures.isEmpty()) {
      return true;
    }
    Instant from = last.minus(event.count() > 1 ? KEPT : STOPPING);
    Stream<Instant> near =
        failures.stream().filter(one -> !one.isBefore(from) && !one.isAfter(last.plus(STARTING)));
    return near.count() * Math.max(2, event.count() + 1L) >= failures.size();
  }
}
