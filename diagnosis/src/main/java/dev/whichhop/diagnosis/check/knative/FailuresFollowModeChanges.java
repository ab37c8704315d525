package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.ServingModes;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Requests fail in the seconds after the activator entered or left the path of a revision, and
 * hardly at other times. Each change is written to Endpoints, mirrored to EndpointSlices and pushed
 * to the proxies, one after the other (knative facts, section 5).
 */
final class FailuresFollowModeChanges implements Check {
  /**
   * istiod alone may hold a change back for 10 s (PILOT_DEBOUNCE_MAX, istio/istio
   * pilot/pkg/features/tuning.go); the hand-overs before it take seconds at most. A quiet istiod
   * pushes at once (PILOT_DEBOUNCE_AFTER, 100 ms): where the mode changes every few seconds, only
   * the shorter time tells requests after a change from others.
   */
  private static final List<Duration> WINDOWS =
      List.of(Duration.ofSeconds(15), Duration.ofSeconds(3));

  /** With fewer failures, all of them fall within a short time of a change by chance. */
  private static final int LEAST_IN_SHORT_WINDOW = 10;

  private static final double NEARLY_ALL = 0.8;

  @Override
  public String id() {
    return "failures-follow-mode-changes";
  }

  @Override
  public Hop hop() {
    return Hop.ACTIVATOR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.LOGS, EvidenceKind.TABLES, EvidenceKind.METRICS, EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    TreeMap<Instant, Evidence> changes = new TreeMap<>();
    for (ServingModes one : ServingModes.of(file.bundle())) {
      for (ServingModes.Change change : one.changes()) {
        Instant time = change.time();
        if (time != null) {
          changes.put(time, change.evidence());
        }
      }
    }
    List<Observation> failed =
        file.failures().stream().filter(one -> one.time().isPresent()).toList();
    List<Observation> all =
        file.bundle().observations().stream().filter(one -> one.time().isPresent()).toList();
    if (!ServingModes.told(file.bundle())) {
      return Answer.blind("autoscaler-log");
    }
    if (failed.size() < 2) {
      return Answer.blind("gateway-access-log");
    }
    for (Duration window : WINDOWS) {
      List<Observation> after =
          failed.stream().filter(one -> within(window, changes, one)).toList();
      long allWithin = all.stream().filter(one -> within(window, changes, one)).count();
      boolean telling = allWithin * 5 <= all.size() * 3L;
      boolean enough = window.equals(WINDOWS.getFirst()) || failed.size() >= LEAST_IN_SHORT_WINDOW;
      if (telling && enough && after.size() >= NEARLY_ALL * failed.size()) {
        Evidence change = changes.floorEntry(after.getFirst().time().orElseThrow()).getValue();
        return Answer.found(
            after.getFirst().authority(),
            List.of(change, after.getFirst().evidence()),
            "count",
            after.size(),
            "of",
            failed.size(),
            "window",
            window.toSeconds());
      }
    }
    return Answer.absent("autoscaler log", "the failures");
  }

  private static boolean within(
      Duration window, TreeMap<Instant, Evidence> changes, Observation one) {
    Instant time = one.time().orElseThrow();
    Instant before = changes.floorKey(time);
    return before != null && Duration.between(before, time).compareTo(window) <= 0;
  }
}
