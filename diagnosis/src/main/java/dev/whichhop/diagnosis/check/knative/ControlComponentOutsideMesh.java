package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A Knative component that calls the pods of revisions (autoscaler, activator) has no sidecar while
 * these pods have one.
 *
 * <p>A revision's pod has two containers of its own (user container and queue-proxy), the
 * components have one; in a plain table one more is taken for the sidecar.
 */
final class ControlComponentOutsideMesh implements Check {
  private static final List<String> CALLERS = List.of("autoscaler-", "activator-");

  @Override
  public String id() {
    return "knative-component-outside-mesh";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Pod> callers = new ArrayList<>();
    Pod meshed = null;
    boolean revisions = false;
    for (Pod pod : file.bundle().pods()) {
      boolean caller = CALLERS.stream().anyMatch(pod.name()::startsWith);
      if (caller && !pod.name().startsWith("autoscaler-hpa")) {
        callers.add(pod);
      } else if (!Revisions.ofPod(pod).isEmpty()) {
        revisions = true;
        meshed = Sidecars.has(pod, 2) ? pod : meshed;
      }
    }
    if (callers.isEmpty() || !revisions) {
      return Answer.blind("pods");
    }
    for (Pod caller : callers) {
      if (meshed != null && !Sidecars.has(caller, 1)) {
        return Answer.found(
            caller.name(), List.of(caller.evidence(), meshed.evidence()), "pod", meshed.name());
      }
    }
    return Answer.absent(callers.getFirst().evidence().place().file(), "activator and autoscaler");
  }
}
