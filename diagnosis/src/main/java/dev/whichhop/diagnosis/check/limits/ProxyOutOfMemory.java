package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Signal;
import java.util.List;
import java.util.Set;

/**
 * The proxy's container was killed for its memory: its last state says so, or the agent that
 * outlived Envoy (istio pkg/envoy/agent.go).
 */
final class ProxyOutOfMemory implements Check {

  @Override
  public String id() {
    return "proxy-out-of-memory";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.SIGNALS);
  }

  @Override
  public Answer look(CaseFile file) {
    Signal words = file.bundle().signal("envoy-out-of-memory");
    boolean looked = false;
    for (KubernetesObject pod : file.bundle().objects("Pod")) {
      for (String list : List.of("containerStatuses", "initContainerStatuses")) {
        for (Node container : pod.status().get(list).items()) {
          if (!container.get("name").textOrEmpty().equals("istio-proxy")) {
            continue;
          }
          looked = true;
          for (String state : List.of("lastState", "state")) {
            Node reason = container.at(state, "terminated", "reason");
            if (reason.textOrEmpty().equals("OOMKilled")) {
              return Answer.found(pod.name(), List.of(reason.evidence()));
            }
          }
        }
      }
    }
    if (words.seen()) {
      return Answer.found("istio-proxy", words.evidence(3));
    }
    return looked ? Answer.absent("container states", "istio-proxy") : Answer.blind("pod-objects");
  }
}
