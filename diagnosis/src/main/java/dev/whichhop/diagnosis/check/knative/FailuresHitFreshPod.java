package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.diagnosis.view.Revisions.Revision;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The failures lie within seconds after a pod of the revision became ready: what had been held back
 * was let loose on it. The moment is taken from the pod, from queue-proxy's first lines, or from
 * the activator's first backend after none (throttler.go).
 */
final class FailuresHitFreshPod implements Check {
  /** A burst that waited is through within its own processing time; half a minute is generous. */
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final double NEARLY_ALL = 0.8;
  private static final int FEW = 3;

  /** knative/serving cmd/queue/main.go of several versions. */
  private static final List<String> STARTS =
      List.of(
          "Queue container is starting",
          "User-container successfully probed",
          "Starting queue-proxy");

  @Override
  public String id() {
    return "failures-hit-fresh-pod";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.LOGS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Failure> failures = failures(file);
    List<Readiness> moments = readiness(file);
    if (failures.isEmpty() || moments.isEmpty()) {
      return Answer.blind("pod-objects");
    }
    List<Failure> early =
        failures.stream().filter(one -> moments.stream().anyMatch(at -> at.precedes(one))).toList();
    if (early.size() < NEARLY_ALL * failures.size() || early.size() < FEW) {
      return Answer.absent(
          moments.getFirst().evidence.place().file(), "pods of the failing revision");
    }
    Readiness moment =
        moments.stream().filter(at -> at.precedes(early.getFirst())).findFirst().orElseThrow();
    return Answer.found(
        moment.pod,
        List.of(moment.evidence, early.getFirst().evidence, early.getLast().evidence),
        "count",
        early.size(),
        "of",
        failures.size());
  }

  /** A failure at the time of its end: what waited for a pod fails after it is there. */
  private record Failure(Instant time, Evidence evidence) {}

  /** When a pod of the failing revision became ready. */
  private record Readiness(String pod, Instant time, Evidence evidence) {
    boolean precedes(Failure failure) {
      Duration after = Duration.between(time, failure.time);
      return !after.isNegative() && after.compareTo(SOON) <= 0;
    }
  }

  /** Failed requests; where only a load tool counted them, the activator's own errors. */
  private static List<Failure> failures(CaseFile file) {
    List<Failure> failures = new ArrayList<>();
    for (Observation one : file.failures()) {
      // A caller that gave up and a probe tell nothing of what the pod did to a request.
      boolean givenUp = one.hasFlag("DC") || one.clientFailure() == ClientFailure.TIMEOUT;
      if (!givenUp && !one.userAgent().startsWith("Knative-")) {
        one.end().ifPresent(end -> failures.add(new Failure(end, one.evidence())));
      }
    }
    if (failures.isEmpty() && !file.faultyRequests().isEmpty()) {
      for (LogRecord line : KnativeLogs.of(file.bundle(), Component.ACTIVATOR)) {
        Instant time = line.time();
        if (time != null && line.message().contains("error reverse proxying request")) {
          failures.add(new Failure(time, line.evidence()));
        }
      }
    }
    return failures;
  }

  private static List<Readiness> readiness(CaseFile file) {
    List<Readiness> moments = new ArrayList<>();
    List<Revision> failing = Revisions.failing(file);
    for (Revision revision : failing) {
      for (Pod pod : Revisions.pods(file.bundle(), revision.namespace(), revision.name())) {
        moments.addAll(conditions(pod));
      }
    }
    Set<String> withoutBackend = new HashSet<>();
    for (LogRecord line : file.bundle().logs()) {
      Instant time = line.time();
      String key = KnativeLogs.revision(line);
      if (time == null || failing.stream().noneMatch(one -> isOf(one, key))) {
        continue;
      }
      String text = line.message();
      if (line.component() == Component.QUEUE_PROXY && STARTS.stream().anyMatch(text::contains)) {
        String pod = line.fields().getOrDefault("knative.dev/pod", line.source());
        moments.add(new Readiness(pod, time, line.evidence()));
      } else if (text.contains("backends: 0") || text.contains("backends = 0")) {
        withoutBackend.add(key);
      } else if (text.contains("backends") && withoutBackend.remove(key)) {
        moments.add(new Readiness(key, time, line.evidence()));
      }
    }
    return moments;
  }

  /** A table of one namespace does not say which. */
  private static boolean isOf(Revision revision, String key) {
    return key.equals(revision.key())
        || revision.namespace().isEmpty() && key.endsWith("/" + revision.name());
  }

  private static List<Readiness> conditions(Pod pod) {
    KubernetesObject object = pod.object();
    if (object == null) {
      return List.of();
    }
    List<Readiness> moments = new ArrayList<>();
    for (Node condition : object.status().get("conditions").items()) {
      if (condition.get("type").textOrEmpty().equals("Ready") && condition.get("status").isTrue()) {
        Node since = condition.get("lastTransitionTime");
        KubernetesObject.instant(since)
            .ifPresent(at -> moments.add(new Readiness(pod.name(), at, since.evidence())));
      }
    }
    return moments;
  }
}
