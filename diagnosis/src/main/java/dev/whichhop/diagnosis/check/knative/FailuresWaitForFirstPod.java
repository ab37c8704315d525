package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.FirstPods;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The failing requests came while their revision had no pod, and ended before its first one was
 * ready.
 */
final class FailuresWaitForFirstPod implements Check {
  /**
   * The request orders the pod: activator report, decision every 2 s, scaling (knative facts 2).
   */
  private static final Duration BEFORE_ORDER = Duration.ofSeconds(10);

  /** Ready conditions have whole seconds. */
  private static final Duration ROUNDING = Duration.ofSeconds(1);

  private static final double NEARLY_ALL = 0.8;

  @Override
  public String id() {
    return "failures-wait-for-first-pod";
  }

  @Override
  public Hop hop() {
    return Hop.ACTIVATOR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.EVENTS, EvidenceKind.LOGS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<FirstPods.Start> starts = FirstPods.of(file.bundle(), Revisions.failing(file));
    List<Observation> timed =
        file.failures().stream()
            .filter(one -> one.time().isPresent() && one.duration().isPresent())
            .toList();
    if (starts.isEmpty() || timed.isEmpty()) {
      return Answer.blind("pod-objects");
    }
    List<Observation> waited = new ArrayList<>();
    FirstPods.Start start = starts.getFirst();
    for (Observation one : timed) {
      for (FirstPods.Start each : starts) {
        if (ended(one, each)) {
          waited.add(one);
          start = each;
          break;
        }
      }
    }
    if (waited.size() < NEARLY_ALL * timed.size()) {
      return Answer.absent(start.served().place().file(), start.revision().key());
    }
    Duration longest =
        waited.stream()
            .map(one -> one.duration().orElseThrow())
            .max(Duration::compareTo)
            .orElseThrow();
    return Answer.found(
        start.revision().key(),
        List.of(waited.getFirst().evidence(), start.ordered(), start.served()),
        "count",
        waited.size(),
        "of",
        timed.size(),
        "patience",
        Math.round(longest.toMillis() / 1000.0),
        "start",
        Duration.between(start.begin(), start.ready()).toSeconds());
  }

  private static boolean ended(Observation one, FirstPods.Start start) {
    Instant begin = one.time().orElseThrow();
    Instant end = one.end().orElseThrow();
    return begin.isAfter(start.begin().minus(BEFORE_ORDER))
        && begin.isBefore(start.ready())
        && end.isBefore(start.ready().plus(ROUNDING));
  }
}
