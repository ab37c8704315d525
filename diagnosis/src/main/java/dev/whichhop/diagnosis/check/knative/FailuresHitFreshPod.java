package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.diagnosis.view.Revisions.Revision;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
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
 * was let loose on it.
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
    List<Observation> failures =
        file.failures().stream().filter(one -> one.time().isPresent()).toList();
    List<Readiness> moments = readiness(file);
    if (failures.isEmpty() || moments.isEmpty()) {
      return Answer.blind("pod-objects");
    }
    List<Observation> early =
        failures.stream().filter(one -> moments.stream().anyMatch(at -> at.precedes(one))).toList();
    if (early.size() < NEARLY_ALL * failures.size() || early.size() < FEW) {
      return Answer.absent(
          moments.getFirst().evidence.place().file(), "pods of the failing revision");
    }
    Readiness moment =
        moments.stream().filter(at -> at.precedes(early.getFirst())).findFirst().orElseThrow();
    return Answer.found(
        moment.pod,
        List.of(moment.evidence, early.getFirst().evidence(), early.getLast().evidence()),
        "count",
        early.size(),
        "of",
        failures.size());
  }

  /** When a pod of the failing revision became ready. */
  private record Readiness(String pod, Instant time, Evidence evidence) {
    boolean precedes(Observation failure) {
      // The end of a request that waited for the pod is what follows its readiness.
      Duration after = Duration.between(time, failure.end().orElse(time));
      return !after.isNegative() && after.compareTo(SOON) <= 0;
    }
  }

  private static List<Readiness> readiness(CaseFile file) {
    List<Readiness> moments = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Revision revision : Revisions.failing(file)) {
      names.add(revision.key());
      for (Pod pod : Revisions.pods(file.bundle(), revision.namespace(), revision.name())) {
        KubernetesObject object = pod.object();
        if (object != null) {
          for (Node condition : object.status().get("conditions").items()) {
            if (condition.get("type").textOrEmpty().equals("Ready")
                && condition.get("status").isTrue()) {
              Node since = condition.get("lastTransitionTime");
              KubernetesObject.instant(since)
                  .ifPresent(at -> moments.add(new Readiness(pod.name(), at, since.evidence())));
            }
          }
        }
      }
    }
    for (LogRecord line : KnativeLogs.of(file.bundle(), Component.QUEUE_PROXY)) {
      Instant time = line.time();
      boolean starts = STARTS.stream().anyMatch(line.message()::contains);
      if (time != null && starts && names.contains(KnativeLogs.revision(line))) {
        String pod = line.fields().getOrDefault("knative.dev/pod", line.source());
        moments.add(new Readiness(pod, time, line.evidence()));
      }
    }
    return moments;
  }
}
