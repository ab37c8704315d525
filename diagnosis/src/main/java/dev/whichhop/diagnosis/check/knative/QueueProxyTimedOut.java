package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * queue-proxy ended requests by its own timer: the answer's text, or its log line.
 *
 * <p>knative/serving pkg/queue/sharedmain/handlers.go (text "request timeout") and
 * pkg/http/handler/timeout.go (the three log lines, since v1.20). Envoy's text is "upstream request
 * timeout".
 */
final class QueueProxyTimedOut implements Check {
  private static final List<String> TIMERS =
      List.of("Request timeout:", "Response start timeout:", "Idle timeout:");

  @Override
  public String id() {
    return "queue-proxy-timed-out";
  }

  @Override
  public Hop hop() {
    return Hop.QUEUE_PROXY;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.LOGS, EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Evidence> evidence = new ArrayList<>();
    boolean looked = false;
    for (Observation one : file.bundle().observations()) {
      looked |= one.status() == 504 && !one.body().isEmpty();
      if (one.body().strip().equals("request timeout")) {
        evidence.add(one.evidence());
      }
    }
    for (LogRecord line : KnativeLogs.of(file.bundle(), Component.QUEUE_PROXY)) {
      looked = true;
      if (TIMERS.stream().anyMatch(line.message()::startsWith)) {
        evidence.add(line.evidence());
      }
    }
    if (evidence.isEmpty()) {
      return looked
          ? Answer.absent("queue-proxy log", "request timers")
          : Answer.blind("queue-proxy-log");
    }
    return Answer.found(
        "queue-proxy", evidence.subList(0, Math.min(3, evidence.size())), "count", evidence.size());
  }
}
