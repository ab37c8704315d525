package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.IdleGaps;
import dev.whichhop.diagnosis.view.TrackingTimeout;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Requests hang after more silence than security groups remember a connection, and never after
 * less. A forgotten connection is dropped without a word; a reset would come from somebody who
 * knows of it.
 */
final class FailsOnlyPastTrackingTimeout implements Check {

  @Override
  public String id() {
    return "fails-only-past-tracking-timeout";
  }

  @Override
  public Hop hop() {
    return Hop.VPC;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.AWS, EvidenceKind.AWS_ATTRIBUTES, EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    Optional<TrackingTimeout> known = TrackingTimeout.of(file.bundle());
    List<IdleGaps.Gap> gaps = IdleGaps.ofCallers(file.bundle());
    if (known.isEmpty()) {
      return Answer.blind("network-interfaces");
    }
    if (gaps.stream().noneMatch(IdleGaps::lost)) {
      return Answer.blind("client-log");
    }
    TrackingTimeout timeout = known.get();
    List<IdleGaps.Gap> past = IdleGaps.toldApartBy(timeout.tracking(), gaps);
    boolean silent =
        past.stream().allMatch(one -> one.request().clientFailure() == ClientFailure.TIMEOUT);
    if (past.isEmpty() || !silent) {
      boolean toldNothing = past.isEmpty() && IdleGaps.inferred(file.bundle());
      return toldNothing
          ? Answer.blind("client-log")
          : Answer.absent(gaps.getFirst().request().place().file(), "the callers' pauses");
    }
    List<Evidence> evidence = new ArrayList<>();
    past.stream().limit(2).forEach(one -> evidence.add(one.request().evidence()));
    evidence.addAll(timeout.evidence());
    return Answer.found(
        past.getFirst().request().vantage().instance(),
        evidence,
        "count",
        past.size(),
        "timeout",
        timeout.tracking().toSeconds());
  }
}
