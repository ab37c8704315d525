package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Signal;
import java.util.List;
import java.util.Set;

/** Callers were connected and waited in vain for the line with which their server begins. */
final class CallersMissGreeting implements Check {

  @Override
  public String id() {
    return "callers-miss-greeting";
  }

  @Override
  public Hop hop() {
    return Hop.GATEWAY;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.SIGNALS, EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    Signal missing = file.bundle().signal("server-greeting-missing");
    List<Observation> calls =
        file.bundle().observations().stream()
            .filter(one -> one.vantage().side() == Side.CALLER)
            .toList();
    if (missing.seen()) {
      return Answer.found("", missing.evidence(3), "count", missing.count());
    }
    return calls.isEmpty()
        ? Answer.blind("client-log")
        : Answer.absent(calls.getFirst().place().file(), "the callers");
  }
}
