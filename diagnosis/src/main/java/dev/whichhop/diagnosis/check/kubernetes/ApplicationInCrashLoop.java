package dev.whichhop.diagnosis.check.kubernetes;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.FailingPods;
import dev.whichhop.diagnosis.view.ProxyEnds;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.Pod;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The kubelet waits longer and longer before it starts a container again that keeps ending: status
 * {@code CrashLoopBackOff}, event {@code BackOff} with "Back-off restarting failed container"
 * (kubernetes pkg/kubelet/kuberuntime/kuberuntime_manager.go, doBackOff).
 */
final class ApplicationInCrashLoop implements Check {
  private static final String RESTARTING = "restarting failed container";

  @Override
  public String id() {
    return "application-in-crash-loop";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.PODS, EvidenceKind.EVENTS, EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    FailingPods failing = FailingPods.of(file);
    List<Pod> pods = file.bundle().pods().stream().filter(failing::concern).toList();
    List<String> proxies =
        ProxyEnds.of(file.bundle()).ends().stream().map(ProxyEnds.End::pod).toList();
    for (Pod pod : pods) {
      Optional<KubernetesEvent> event =
          file.bundle().events().stream()
              .filter(one -> one.objectName().equals(pod.name()))
              .filter(one -> one.message().contains(RESTARTING))
              .filter(one -> !one.message().contains("container istio-proxy"))
              .findFirst();
      if (event.isPresent()
          || pod.status().equals("CrashLoopBackOff") && !proxies.contains(pod.name())) {
        return Answer.found(
            pod.name(),
            event.isPresent()
                ? List.of(event.get().evidence(), pod.evidence())
                : List.of(pod.evidence()),
            "restarts",
            pod.restarts() < 0 ? "?" : pod.restarts());
      }
    }
    return pods.isEmpty() ? Answer.blind("pods") : Answer.absent("pods", "the applications");
  }
}
