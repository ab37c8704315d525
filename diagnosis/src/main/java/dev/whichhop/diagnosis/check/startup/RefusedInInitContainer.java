package dev.whichhop.diagnosis.check.startup;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
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
 * An init container of the user's own ends with an error in a pod whose traffic Istio's CNI plugin
 * already redirects ({@code istio-validation} is among its init containers): the proxy it is
 * redirected to starts only after all init containers.
 */
final class RefusedInInitContainer implements Check {
  private static final Set<String> OF_ISTIO = Set.of("istio-init", "istio-validation", "istio-proxy");

  @Override
  public String id() {
    return "init-container-fails-behind-cni";
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
    String looked = "";
    for (KubernetesObject pod : file.bundle().objects("Pod")) {
      looked = pod.reference();
      boolean cni = false;
      for (Node container : pod.spec().get("initContainers").items()) {
        cni |= container.get("name").textOrEmpty().equals("istio-validation");
      }
      if (!cni) {
        continue;
      }
      for (Node status : pod.status().get("initContainerStatuses").items()) {
        List<Evidence> evidence = failure(status);
        if (!OF_ISTIO.contains(status.get("name").textOrEmpty()) && !evidence.isEmpty()) {
          return Answer.found(
              pod.reference(), evidence, "container", status.get("name").textOrEmpty());
        }
      }
    }
    return looked.isEmpty() ? Answer.blind("pod-objects") : Answer.absent("Pod", looked);
  }

  private static List<Evidence> failure(Node status) {
    List<Evidence> evidence = new ArrayList<>();
    for (String state : List.of("state", "lastState")) {
      Node code = status.at(state, "terminated", "exitCode");
      if (code.exists() && !code.textOrEmpty().equals("0")) {
        evidence.add(code.evidence());
      }
    }
    return evidence;
  }
}
