package dev.whichhop.diagnosis.check.timers;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.ServerLines;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The application's log shows the failed request done, later than the proxy or caller ended it: it
 * worked, only slower than somebody would wait.
 */
final class ServerFinishedAnyway implements Check {

  @Override
  public String id() {
    return "server-finished-anyway";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS, EvidenceKind.LOGS);
  }

  @Override
  public Answer look(CaseFile file) {
    ServerLines lines = ServerLines.of(file.bundle());
    List<Evidence> after = new ArrayList<>();
    int named = 0;
    String subject = "";
    for (Observation one : file.failures()) {
      if (one.requestId().isEmpty() || one.end().isEmpty()) {
        continue;
      }
      named++;
      ServerLines.Line line = lines.of(one).orElse(null);
      if (line != null && line.time() != null && line.time().isAfter(one.end().get())) {
        after.add(line.evidence());
        subject = one.authority();
      }
    }
    if (named == 0 || lines.isEmpty()) {
      return Answer.blind("app-log");
    }
    return after.size() * 2 >= named
        ? Answer.found(
            subject,
            after.subList(0, Math.min(3, after.size())),
            "count",
            after.size(),
            "of",
            named)
        : Answer.absent("the application's log", "the failed requests");
  }
}
