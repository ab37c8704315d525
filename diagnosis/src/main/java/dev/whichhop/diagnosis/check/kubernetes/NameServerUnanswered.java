package dev.whichhop.diagnosis.check.kubernetes;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Signal;
import java.util.Set;

/**
 * Callers got no answer, or an error, from the name server. That a name does not exist is an
 * answer: then the server works and the name is wrong.
 */
final class NameServerUnanswered implements Check {

  @Override
  public String id() {
    return "name-server-unanswered";
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
    Signal unanswered = file.bundle().signal("name-server-unanswered");
    if (unanswered.seen()) {
      return Answer.found("", unanswered.evidence(3), "count", unanswered.count());
    }
    return file.bundle().signal("name-unknown").seen()
        ? Answer.absent("the callers' errors", "the name server")
        : Answer.blind("client-log");
  }
}
