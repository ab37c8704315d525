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
 * The autoscaler's scrapes are reset or closed by the peer: it is reached, and it does not speak
 * what it is spoken to. That is how a port that takes mutual TLS only answers a plain request.
 *
 * <p>Literals: knative/serving pkg/autoscaler/metrics/collector.go and stats_scraper.go.
 */
final class ScrapeReset implements Check {
  private static final List<String> CLOSED =
      List.of("connection reset by peer", ": EOF", "server closed idle connection");

  @Override
  public String id() {
    return "scrape-connection-reset";
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
    List<LogRecord> failed = Scrapes.reasons(lines);
    List<LogRecord> reset =
        failed.stream()
            .filter(one -> CLOSED.stream().anyMatch(KnativeLogs.error(one)::contains))
            .toList();
    if (reset.size() < Scrapes.PERSISTENT || reset.size() * 2 < failed.size()) {
      return Answer.absent("autoscaler log", "scrapes");
    }
    return Answer.found(
        KnativeLogs.revision(reset.getFirst()),
        KnativeLogs.evidence(reset),
        "count",
        reset.size(),
        "error",
        KnativeLogs.error(reset.getFirst()));
  }
}
