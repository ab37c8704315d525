package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Signal;
import java.util.Set;

/** A server says that it takes no more connections, by the words that only it has for that. */
final class ServerHasTooManyClients implements Check {

  @Override
  public String id() {
    return "server-has-too-many-clients";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.SIGNALS, EvidenceKind.LOGS);
  }

  @Override
  public Answer look(CaseFile file) {
    Signal said = file.bundle().signal("server-connection-limit");
    if (!said.seen()) {
      return file.bundle().logs().isEmpty()
          ? Answer.blind("application-log")
          : Answer.absent("logs", "the servers");
    }
    return Answer.found("", said.evidence(3), "count", said.count());
  }
}
