package dev.whichhop.diagnosis.check.kubernetes;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.SystemPods;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** No istiod serves: none of its pods is ready, or the API server finds no endpoint for it. */
final class IstiodNotReady implements Check {

  @Override
  public String id() {
    return "istiod-not-ready";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.PODS,
        EvidenceKind.SIGNALS,
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.TABLES);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Pod> pods = SystemPods.of(file.bundle(), List.of("istiod-"));
    List<Evidence> evidence =
        new ArrayList<>(SystemPods.outOfService(file.bundle(), pods, "istio-system", "istiod"));
    Signal none = file.bundle().signal("istiod-has-no-endpoint");
    // An old event stays for an hour after istiod is back; another revision may serve.
    if (pods.stream().noneMatch(Pod::ready)) {
      evidence.addAll(SystemPods.withoutReplica(file.bundle(), "istio-system", "istiod"));
      evidence.addAll(none.evidence(2));
    }
    if (!evidence.isEmpty()) {
      String status = pods.isEmpty() ? "?" : pods.getFirst().status();
      return Answer.found("istiod", evidence, "status", status);
    }
    return pods.isEmpty() ? Answer.blind("istiod-pods") : Answer.absent("pods", "istiod");
  }
}
