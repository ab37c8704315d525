package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.OneDuration;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.util.List;
import java.util.Set;

/**
 * Answers break off after the same number of bytes, however long that took: whoever writes them has
 * a limit. What goes wrong on the way breaks off anywhere.
 */
final class AnswersCutAtOneSize implements Check {
  /** Smaller answers are alike without any limit. */
  private static final long LEAST = 64 * 1024;

  private static final int LEAST_FAILURES = 5;

  /** The last buffers are lost to a different extent each time. */
  private static final double SPREAD = 0.02;

  @Override
  public String id() {
    return "answers-cut-at-one-size";
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
    boolean measured = false;
    for (Symptom.RequestFailures group : file.faultyRequests()) {
      List<Observation> cut =
          group.failures().stream().filter(one -> one.bytesSent() >= LEAST).toList();
      if (cut.size() < LEAST_FAILURES || cut.size() * 2 < group.failures().size()) {
        continue;
      }
      measured = true;
      long smallest = cut.stream().mapToLong(Observation::bytesSent).min().orElse(0);
      long largest = cut.stream().mapToLong(Observation::bytesSent).max().orElse(0);
      boolean whole =
          file.bundle().observations().stream()
              .filter(Observation::succeeded)
              .filter(one -> one.vantage().side() == group.side())
              .anyMatch(one -> one.bytesSent() > largest);
      // At one rate, a timer cuts at one size too.
      boolean timed = OneDuration.of(group, file.bundle().observations()).isPresent();
      if (largest - smallest <= SPREAD * largest && !whole && !timed) {
        return Answer.found(
            cut.getFirst().authority(),
            cut.stream().limit(3).map(Observation::evidence).toList(),
            "count",
            cut.size(),
            "bytes",
            largest);
      }
    }
    return measured
        ? Answer.absent("access log", "the answers that broke off")
        : Answer.blind("sidecar-access-log");
  }
}
