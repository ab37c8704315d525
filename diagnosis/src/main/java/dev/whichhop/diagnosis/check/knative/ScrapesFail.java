package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.LogRecord;
import java.util.List;
import java.util.Set;

/** The autoscaler cannot read a revision's metrics, second after second, for whatever reason. */
final class ScrapesFail implements Check {
  @Override
  public String id() {
    return "autoscaler-scrapes-fail";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.LOGS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<LogRecord> lines = KnativeLogs.of(file.bundle(), Component.AUTOSCALER);
    if (lines.isEmpty()) {
      return Answer.blind("autoscaler-log");
    }
    List<LogRecord> failed = Scrapes.failed(lines);
    if (failed.size() < Scrapes.PERSISTENT) {
      return Answer.absent("autoscaler log", "scrapes");
    }
    return Answer.found(
        KnativeLogs.revision(failed.getFirst()),
        KnativeLogs.evidence(failed),
        "count",
        failed.size(),
        "error",
        KnativeLogs.error(failed.getFirst()));
  }
}
