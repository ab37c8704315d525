package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Requests that had begun before the first pod of a revision without a concurrency limit was ready
 * failed together soon after: all that had been held back was let loose on it at once (knative
 * facts, section 3.2).
 */
final class HeldRequestsFailTogether implements Check {
  /** Fewer at once are no burst. */
  private static final int BURST = 20;

  private static final double NEARLY_ALL = 0.8;

  @Override
  public String id() {
    return "held-requests-fail-together";
  }

  @Override
  public Hop hop() {
    return Hop.ACTIVATOR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.LOGS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<FirstReady> moments = FirstReady.of(file);
    List<Observation> failures =
        file.failures().stream()
            .filter(one -> one.time().isPresent() && one.duration().isPresent())
            .filter(one -> one.clientFailure() != ClientFailure.TIMEOUT && !one.hasFlag("DC"))
            .toList();
    boolean unlimited =
        Revisions.failing(file).stream().anyMatch(one -> one.concurrency().whole().orElse(-1) == 0);
    if (moments.isEmpty() || failures.isEmpty()) {
      return Answer.blind(moments.isEmpty() ? "pod-objects" : "gateway-access-log");
    }
    for (FirstReady moment : moments) {
      List<Observation> held =
          failures.stream()
              .filter(one -> one.time().orElseThrow().isBefore(moment.time()))
              .filter(one -> failedSoonAfter(moment, one))
              .toList();
      if (unlimited
          && held.size() >= BURST
          && held.size() >= NEARLY_ALL * before(moment, failures)) {
        return Answer.found(
            moment.pod(),
            List.of(moment.evidence(), held.getFirst().evidence(), held.getLast().evidence()),
            "count",
            held.size());
      }
    }
    return Answer.absent(moments.getFirst().evidence().place().file(), "the failures");
  }

  private static boolean failedSoonAfter(FirstReady moment, Observation one) {
    Duration after = Duration.between(moment.time(), one.end().orElseThrow());
    return !after.isNegative() && after.compareTo(FailuresHitFreshPod.SOON) <= 0;
  }

  /** Failures that began before the pod was ready, whenever they ended. */
  private static long before(FirstReady moment, List<Observation> failures) {
    return failures.stream()
        .filter(one -> one.time().orElseThrow().isBefore(moment.time()))
        .count();
  }
}
