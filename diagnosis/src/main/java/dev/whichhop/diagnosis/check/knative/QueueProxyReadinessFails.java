package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Pod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The readiness probe of a revision's pod is answered 503, and it goes on: queue-proxy answers so
 * while it drains and while the user container fails its own probe.
 */
final class QueueProxyReadinessFails implements Check {
  private static final String STATUS = "statuscode: 503";

  /** Ten periods of the default ten seconds; a slow start or a rollout is over by then. */
  private static final int PERSISTENT = 10;

  @Override
  public String id() {
    return "queue-proxy-readiness-503";
  }

  @Override
  public Hop hop() {
    return Hop.QUEUE_PROXY;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.EVENTS, EvidenceKind.LOGS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    Set<String> serving = new HashSet<>();
    Set<String> leaving = new HashSet<>();
    for (Pod pod : file.bundle().pods()) {
      if (!Revisions.ofPod(pod).isEmpty()) {
        (pod.status().equals("Terminating") ? leaving : serving).add(pod.name());
      }
    }
    Map<String, List<Evidence>> failures = new LinkedHashMap<>();
    boolean looked = false;
    for (KubernetesEvent event : file.bundle().events()) {
      looked = true;
      if (event.message().contains("Readiness probe failed") && event.message().contains(STATUS)) {
        List<Evidence> list = failures.computeIfAbsent(event.objectName(), _ -> new ArrayList<>());
        for (int i = 0; i < Math.min(event.count(), PERSISTENT); i++) {
          list.add(event.evidence());
        }
      }
    }
    for (LogRecord line : file.bundle().logs()) {
      if (line.raw().contains("Readiness") && line.raw().contains(STATUS)) {
        looked = true;
        serving.stream()
            .filter(line.raw()::contains)
            .findFirst()
            .ifPresent(
                pod -> failures.computeIfAbsent(pod, _ -> new ArrayList<>()).add(line.evidence()));
      }
    }
    for (Map.Entry<String, List<Evidence>> entry : failures.entrySet()) {
      String pod = entry.getKey();
      boolean known = serving.contains(pod) || (pod.contains("-deployment-") && serving.isEmpty());
      if (known && !leaving.contains(pod) && entry.getValue().size() >= PERSISTENT) {
        return Answer.found(pod, entry.getValue().subList(0, 3), "count", entry.getValue().size());
      }
    }
    return looked ? Answer.absent("events", "readiness probes") : Answer.blind("events");
  }
}
