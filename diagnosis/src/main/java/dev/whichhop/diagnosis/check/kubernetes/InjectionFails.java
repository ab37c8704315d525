package dev.whichhop.diagnosis.check.kubernetes;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesEvent;
import java.util.List;
import java.util.Set;

/**
 * Pods are not created because the webhook that injects sidecars cannot be called ("failed calling
 * webhook "namespace.sidecar-injector.istio.io""); its failurePolicy is Fail (Istio's chart, istiod
 * mutatingwebhook.yaml).
 */
final class InjectionFails implements Check {

  @Override
  public String id() {
    return "injection-fails";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.EVENTS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<KubernetesEvent> failed =
        file.bundle().events().stream()
            .filter(one -> one.message().contains("failed calling webhook"))
            .filter(one -> one.message().contains("sidecar-injector.istio.io"))
            .toList();
    if (!failed.isEmpty()) {
      return Answer.found(
          failed.getFirst().objectName(),
          failed.stream().limit(2).map(KubernetesEvent::evidence).toList());
    }
    return file.bundle().events().isEmpty()
        ? Answer.blind("events")
        : Answer.absent("events", "the pods");
  }
}
