package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Pod;
import java.util.List;
import java.util.Set;

/**
 * In a revision's pod the user container was restarted and is ready again, and queue-proxy, which
 * was never restarted, is not ready.
 */
final class QueueProxyUnreadyAfterRestart implements Check {
  @Override
  public String id() {
    return "queue-proxy-unready-beside-restarted-app";
  }

  @Override
  public Hop hop() {
    return Hop.QUEUE_PROXY;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    boolean looked = false;
    for (Pod pod : file.bundle().pods()) {
      KubernetesObject object = pod.object();
      if (object == null || object.metadata().get("deletionTimestamp").exists()) {
        continue;
      }
      Node queueProxy = null;
      Node restarted = null;
      for (Node status : object.status().get("containerStatuses").items()) {
        String name = status.get("name").textOrEmpty();
        if (name.equals("queue-proxy")) {
          queueProxy = status;
        } else if (!name.equals("istio-proxy")
            && status.get("restartCount").whole().orElse(0) > 0
            && status.get("ready").isTrue()) {
          restarted = status;
        }
      }
      if (queueProxy == null) {
        continue;
      }
      looked = true;
      boolean stuck =
          !queueProxy.get("ready").isTrue()
              && queueProxy.get("restartCount").whole().orElse(0) == 0;
      if (restarted != null && stuck) {
        return Answer.found(
            pod.name(),
            List.of(restarted.get("restartCount").evidence(), queueProxy.get("ready").evidence()),
            "container",
            restarted.get("name").textOrEmpty(),
            "namespace",
            pod.namespace());
      }
    }
    return looked ? Answer.absent("pods", "queue-proxy") : Answer.blind("pod-objects");
  }
}
