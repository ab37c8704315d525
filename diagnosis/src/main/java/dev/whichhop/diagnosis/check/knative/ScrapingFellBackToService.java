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

/**
 * The autoscaler gave up scraping pods one by one and asks the revision's Service instead, which
 * costs a name look-up and a new connection for each sample.
 *
 * <p>Literal: knative/serving pkg/autoscaler/metrics/stats_scraper.go.
 */
final class ScrapingFellBackToService implements Check {
  @Override
  public String id() {
    return "scraping-fell-back-to-service";
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
    List<LogRecord> fallbacks =
        lines.stream().filter(one -> one.message().contains("Direct pod scraping off")).toList();
    return fallbacks.isEmpty()
        ? Answer.absent("autoscaler log", "scraping")
        : Answer.found(
            KnativeLogs.revision(fallbacks.getFirst()),
            KnativeLogs.evidence(fallbacks),
            "count",
            fallbacks.size());
  }
}
