package dev.whichhop.diagnosis.check.kubernetes;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.FailingPods;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.Pod;
import java.util.List;
import java.util.Set;

/**
 * The kubelet reports that the readiness probe of an application's pod fails, which takes the pod
 * out of the endpoints (kubernetes pkg/kubelet/prober/prober.go: "Readiness probe failed: …").
 * Istio's own readiness port 15021 is another matter (istio-envoy facts, ports).
 */
final class ReadinessProbeFails implements Check {
  private static final String FAILED = "Readiness probe failed";
  private static final String OF_PROXY = ":15021/";

  @Override
  public String id() {
    return "readiness-probe-fails";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.EVENTS, EvidenceKind.PODS, EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    FailingPods failing = FailingPods.of(file);
    // Of a pod that is ready again it tells no more than that something was slow for a moment.
    List<Pod> pods =
        file.bundle().pods().stream().filter(failing::concern).filter(one -> !one.ready()).toList();
    List<KubernetesEvent> failed =
        file.bundle().events().stream()
            .filter(one -> one.message().startsWith(FAILED) && !one.message().contains(OF_PROXY))
            .filter(one -> pods.stream().anyMatch(pod -> pod.name().equals(one.objectName())))
            .toList();
    if (!failed.isEmpty()) {
      return Answer.found(
          failed.getFirst().objectName(),
          failed.stream().limit(3).map(KubernetesEvent::evidence).toList(),
          "message",
          failed.getFirst().message());
    }
    return file.bundle().events().isEmpty()
        ? Answer.blind("events")
        : Answer.absent("events", "the pods of the failing requests");
  }
}
