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
 * Kubelet probes the application itself in a pod with an Istio sidecar: the rewrite that sends
 * probes through the agent is off, or the pod's probes were not rewritten.
 *
 * <p>Annotation {@code sidecar.istio.io/rewriteAppHTTPProbers}; the agent's path is {@code
 * /app-health/} (istio pilot/cmd/pilot-agent/status/server.go).
 */
final class ProbesNotRewritten implements Check {
  private static final String REWRITE = "sidecar.istio.io/rewriteAppHTTPProbers";
  private static final String AGENT = "/app-health/";

  @Override
  public String id() {
    return "kubelet-probes-not-rewritten";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    boolean looked = false;
    for (KubernetesObject object : file.bundle().objects()) {
      Node annotations = object.spec().at("template", "metadata", "annotations");
      for (Node place : List.of(object.metadata().get("annotations"), annotations)) {
        Node rewrite = place.get(REWRITE);
        if (rewrite.textOrEmpty().equals("false")) {
          return Answer.found(object.reference(), List.of(rewrite.evidence()));
        }
      }
    }
    for (Pod pod : file.bundle().pods()) {
      KubernetesObject object = pod.object();
      if (object == null || !Sidecars.has(pod, 1)) {
        continue;
      }
      for (Node container : object.spec().get("containers").items()) {
        for (String probe : List.of("readinessProbe", "livenessProbe", "startupProbe")) {
          Node request = container.at(probe, "httpGet");
          boolean own = container.get("name").textOrEmpty().equals("istio-proxy");
          looked |= request.exists();
          if (!own && request.exists() && !request.get("path").textOrEmpty().startsWith(AGENT)) {
            return Answer.found(object.reference(), List.of(request.get("path").evidence()));
          }
        }
      }
    }
    return looked ? Answer.absent("pods", "probes") : Answer.blind("pod-objects");
  }
}
