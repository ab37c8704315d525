package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.LogRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A probe that the agent passes on is answered as if it were none: the header or user agent by
 * which the application or queue-proxy knows a probe was lost.
 *
 * <p>queue-proxy's words: knative/serving pkg/queue/health/handler.go; the agent's log: istio
 * pilot/cmd/pilot-agent/status/server.go ("Request to probe app failed").
 */
final class RewrittenProbeLosesHeader implements Check {
  private static final List<String> LITERALS =
      List.of("unexpected probe header value", "Request to probe app failed");

  @Override
  public String id() {
    return "rewritten-probe-answered-as-traffic";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.EVENTS, EvidenceKind.LOGS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Evidence> evidence = new ArrayList<>();
    boolean looked = false;
    for (KubernetesEvent event : file.bundle().events()) {
      looked = true;
      if (LITERALS.stream().anyMatch(event.message()::contains)) {
        evidence.add(event.evidence());
      }
    }
    for (LogRecord line : file.bundle().logs()) {
      looked |=
          line.component() == Component.ISTIO_PROXY || line.component() == Component.QUEUE_PROXY;
      if (LITERALS.stream().anyMatch(line.message()::contains)) {
        evidence.add(line.evidence());
      }
    }
    if (evidence.isEmpty()) {
      return looked ? Answer.absent("events and logs", "probes") : Answer.blind("events");
    }
    return Answer.found(
        "probe", evidence.subList(0, Math.min(3, evidence.size())), "count", evidence.size());
  }
}
