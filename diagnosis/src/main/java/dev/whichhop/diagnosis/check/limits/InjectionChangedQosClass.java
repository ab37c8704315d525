package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Peers;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A pod whose own containers ask for just what they are limited to has lost the class Guaranteed by
 * the injected proxy, whose requests are lower than its limits. Only Guaranteed pods with whole
 * CPUs get exclusive cores from the kubelet's static CPU policy.
 */
final class InjectionChangedQosClass implements Check {
  private static final Set<String> INJECTED =
      Set.of("istio-proxy", "istio-init", "istio-validation", "linkerd-proxy", "linkerd-init");

  @Override
  public String id() {
    return "injection-changed-qos-class";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<KubernetesObject> pods = file.bundle().objects("Pod");
    boolean looked = false;
    for (KubernetesObject pod : pods) {
      if (!Peers.hasSidecar(pod)) {
        continue;
      }
      looked = true;
      boolean lost =
          pod.status().get("qosClass").textOrEmpty().equals("Burstable") && ownAreEqual(pod);
      if (lost) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(pod.status().get("qosClass").evidence());
        pods.stream()
            .filter(one -> !Peers.hasSidecar(one) && sameApplication(one, pod))
            .filter(one -> one.status().get("qosClass").textOrEmpty().equals("Guaranteed"))
            .findFirst()
            .ifPresent(one -> evidence.add(one.status().get("qosClass").evidence()));
        return Answer.found(pod.name(), evidence, "before", evidence.size() > 1 ? "seen" : "?");
      }
    }
    return looked ? Answer.absent("pods", "pods with a proxy") : Answer.blind("pod-objects");
  }

  /** Every container that the owner wrote has requests equal to limits, for CPU and memory. */
  private static boolean ownAreEqual(KubernetesObject pod) {
    int own = 0;
    for (Node container : pod.spec().get("containers").items()) {
      if (INJECTED.contains(container.get("name").textOrEmpty())) {
        continue;
      }
      own++;
      for (String resource : List.of("cpu", "memory")) {
        String limit = container.at("resources", "limits", resource).textOrEmpty();
        String request = container.at("resources", "requests", resource).textOrEmpty();
        // Requests that are not written are set to the limits by the API server.
        if (limit.isEmpty() || !(request.isEmpty() || request.equals(limit))) {
          return false;
        }
      }
    }
    return own > 0;
  }

  private static boolean sameApplication(KubernetesObject one, KubernetesObject other) {
    String application = other.label("app");
    return one.namespace().equals(other.namespace())
        && !application.isEmpty()
        && one.label("app").equals(application);
  }
}
