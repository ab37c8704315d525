package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Signal;
import java.util.List;
import java.util.Set;

/**
 * The autoscaler wants an idle revision at zero and keeps it, because the activator does not answer
 * for it. Once per hand-over is normal.
 */
final class ScaleToZeroRefused implements Check {
  /** The question is asked again every second for up to 45 s (knative facts, section 2.7). */
  private static final int PERSISTENT = 10;

  @Override
  public String id() {
    return "scale-to-zero-refused";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.LOGS, EvidenceKind.SIGNALS);
  }

  @Override
  public Answer look(CaseFile file) {
    Signal refused = file.bundle().signal("autoscaler-cannot-scale-to-zero");
    List<LogRecord> lines = KnativeLogs.of(file.bundle(), Component.AUTOSCALER);
    if (refused.count() >= PERSISTENT) {
      return Answer.found("autoscaler", refused.evidence(3), "count", refused.count());
    }
    return lines.isEmpty()
        ? Answer.blind("autoscaler-log")
        : Answer.absent("autoscaler log", "scaling to zero");
  }
}
