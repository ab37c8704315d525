package dev.whichhop.diagnosis.check.termination;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Failures end at the moments when the proxy's configuration stream was renewed. istiod closes each
 * stream after a maximum age; a listener that comes back changed is replaced, and its old copy
 * drains. One such moment may be chance, so it takes two of them or a listener seen to go.
 */
final class XdsStreamClosedBeforeFailures implements Check {
  /** parentShutdownDuration of Istio's proxy configuration, 60 s, and some seconds to notice. */
  private static final Duration DRAIN = Duration.ofSeconds(65);

  @Override
  public String id() {
    return "xds-stream-closed-before-failures";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.SIGNALS);
  }

  @Override
  public Answer look(CaseFile file) {
    Signal closed = file.bundle().signal("xds-stream-closed");
    Signal drained = file.bundle().signal("listener-removed");
    if (!closed.seen()) {
      return Answer.blind("sidecar-agent-log");
    }
    List<Observation> failures =
        file.failures().stream().filter(one -> one.end().isPresent()).toList();
    List<Evidence> evidence = new ArrayList<>(drained.evidence(1));
    int after = 0;
    Set<Instant> moments = new HashSet<>();
    for (Observation failure : failures) {
      Instant end = failure.end().orElseThrow();
      for (Signal.Hit hit : closed.hits()) {
        if (hit.time() != null
            && !end.isBefore(hit.time())
            && Duration.between(hit.time(), end).compareTo(DRAIN) <= 0) {
          after++;
          moments.add(hit.time());
          evidence.add(hit.evidence());
          evidence.add(failure.evidence());
          break;
        }
      }
    }
    boolean chance = after < 2 || (moments.size() < 2 && !drained.seen());
    return chance || after * 10 < failures.size() * 8
        ? Answer.absent(closed.hits().getFirst().evidence().place().file(), "the stream")
        : Answer.found(
            "istiod",
            evidence.subList(0, Math.min(5, evidence.size())),
            "count",
            after,
            "of",
            failures.size());
  }
}
