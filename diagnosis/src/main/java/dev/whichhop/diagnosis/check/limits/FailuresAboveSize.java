package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.util.List;
import java.util.Set;

/**
 * All failed requests had received more body than any answered one, and smaller bodies of the same
 * order were answered: a limit on the size, wherever it is set.
 */
final class FailuresAboveSize implements Check {
  /** Bodies below this are forms and JSON; servers ship no lower limit than 100 kB. */
  private static final long LEAST = 64 * 1024;

  private static final int LEAST_FAILURES = 3;

  @Override
  public String id() {
    return "failures-above-size";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Observation> all = file.bundle().observations();
    boolean measured = false;
    for (Symptom.RequestFailures group : file.faultyRequests()) {
      List<Observation> failed =
          group.failures().stream().filter(one -> one.bytesReceived() >= 0).toList();
      if (failed.size() < LEAST_FAILURES || group.hasFlag("DC")) {
        continue;
      }
      measured = true;
      long smallest = failed.stream().mapToLong(Observation::bytesReceived).min().orElse(0);
      long answeredAbove = answered(group, all, smallest, Long.MAX_VALUE);
      long answeredNear = answered(group, all, smallest / 4, smallest);
      if (smallest >= LEAST && answeredAbove == 0 && answeredNear >= LEAST_FAILURES) {
        return Answer.found(
            failed.getFirst().upstreamHost(),
            failed.stream().limit(3).map(Observation::evidence).toList(),
            "count",
            failed.size(),
            "bytes",
            smallest,
            "smaller",
            answeredNear);
      }
    }
    return measured
        ? Answer.absent("access log", "the sizes of the failed requests")
        : Answer.blind("sidecar-access-log");
  }

  private static long answered(
      Symptom.RequestFailures group, List<Observation> all, long from, long below) {
    return all.stream()
        .filter(Observation::succeeded)
        .filter(one -> one.vantage().hop() == group.hop() && one.vantage().side() == group.side())
        .filter(one -> one.bytesReceived() >= from && one.bytesReceived() < below)
        .count();
  }
}
