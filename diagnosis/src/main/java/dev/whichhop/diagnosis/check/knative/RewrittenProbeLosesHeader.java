package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A probe that Istio's agent passes on is answered with an error as if it were ordinary traffic:
 * the header or user agent by which queue-proxy or activator knows a probe was lost. Seen in their
 * own words, or as a failed status for a probe whose path is the agent's.
 *
 * <p>The words: knative/serving pkg/queue/health/handler.go, pkg/activator/handler; the agent:
 * istio pilot/cmd/pilot-agent/status/server.go ("Request to probe app failed", path /app-health/).
 */
final class RewrittenProbeLosesHeader implements Check {
  private static final List<String> LITERALS =
      List.of("unexpected probe header value", "Request to probe app failed");
  private static final String AGENT = "/app-health/";

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
    return Set.of(EvidenceKind.EVENTS, EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.LOGS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Evidence> evidence = new ArrayList<>();
    Map<String, Evidence> rewritten = rewrittenProbes(file);
    boolean looked = false;
    for (KubernetesEvent event : file.bundle().events()) {
      looked = true;
      Evidence path = rewritten.get(event.objectName());
      if (LITERALS.stream().anyMatch(event.message()::contains)) {
        evidence.add(event.evidence());
      } else if (path != null && event.message().contains("HTTP probe failed with statuscode")) {
        evidence.add(event.evidence());
        evidence.add(path);
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

  /**
   * Paths of rewritten probes of Knative's own containers, by pod. A ready pod does not count: one
   * failure at its start is normal.
   */
  private static Map<String, Evidence> rewrittenProbes(CaseFile file) {
    Map<String, Evidence> found = new HashMap<>();
    for (KubernetesObject pod : file.bundle().objects("Pod")) {
      boolean ready =
          pod.status().get("conditions").items().stream()
              .filter(one -> one.get("type").textOrEmpty().equals("Ready"))
              .anyMatch(one -> one.get("status").isTrue());
      if (ready) {
        continue;
      }
      for (Node path : pod.spec().below("path")) {
        String text = path.textOrEmpty();
        if (text.startsWith(AGENT + "queue-proxy") || text.startsWith(AGENT + "activator")) {
          found.put(pod.name(), path.evidence());
        }
      }
    }
    return found;
  }
}
