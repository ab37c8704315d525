package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The failures lie within seconds after a pod of the revision became ready: what had been held back
 * was let loose on it. The moment is taken from the pod, from queue-proxy's first lines, or from
 * the activator's first backend after none (throttler.go).
 */
final class FailuresHitFreshPod implements Check {
  /** A burst that waited is through within its own processing time; half a minute is generous. */
  static final Duration SOON = Duration.ofSeconds(30);

  private static final double NEARLY_ALL = 0.8;
  private static final int FEW = 3;

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
    List<FirstReady> moments = FirstReady.of(file);
    if (failures.isEmpty() || moments.isEmpty()) {
      return Answer.blind("pod-objects");
    }
    List<Failure> early =
        failures.stream()
            .filter(one -> moments.stream().anyMatch(at -> precedes(at, one)))
            .toList();
    if (early.size() < NEARLY_ALL * failures.size() || early.size() < FEW) {
      return Answer.absent(
          moments.getFirst().evidence().place().file(), "pods of the failing revision");
    }
    FirstReady moment =
        moments.stream().filter(at -> precedes(at, early.getFirst())).findFirst().orElseThrow();
    return Answer.found(
        moment.pod(),
        List.of(moment.evidence(), early.getFirst().evidence, early.getLast().evidence),
        "count",
        early.size(),
        "of",
        failures.size());
  }

  /** A failure at the time of its end: what waited for a pod fails after it is there. */
  private record Failure(Instant time, Evidence evidence) {}

  private static boolean precedes(FirstReady moment, Failure failure) {
    Duration after = Duration.between(moment.time(), failure.time);
    return !after.isNegative() && after.compareTo(SOON) <= 0;
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
}
