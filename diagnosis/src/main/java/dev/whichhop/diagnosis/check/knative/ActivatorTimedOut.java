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
 * Requests waited in the activator until their time was up: its answer "activator request timeout",
 * or its throttler reporting a deadline.
 *
 * <p>knative/serving cmd/activator/main.go, pkg/activator/handler/handler.go.
 */
final class ActivatorTimedOut implements Check {
  @Override
  public String id() {
    return "activator-timed-out";
  }

  @Override
  public Hop hop() {
    return Hop.ACTIVATOR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.LOGS, EvidenceKind.SIGNALS);
  }

  @Override
  public Answer look(CaseFile file) {
    Signal answered = file.bundle().signal("activator-request-timeout");
    if (answered.seen()) {
      return Answer.found("activator", answered.evidence(3), "count", answered.count());
    }
    List<LogRecord> lines = KnativeLogs.of(file.bundle(), Component.ACTIVATOR);
    List<LogRecord> expired =
        lines.stream()
            .filter(one -> one.message().contains("Throttler try error"))
            .filter(one -> KnativeLogs.error(one).contains("deadline exceeded"))
            .toList();
    if (!expired.isEmpty()) {
      return Answer.found(
          KnativeLogs.revision(expired.getFirst()),
          KnativeLogs.evidence(expired),
          "count",
          expired.size());
    }
    return lines.isEmpty()
        ? Answer.blind("activator-log")
        : Answer.absent("activator log", "waiting requests");
  }
}
