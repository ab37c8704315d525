package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.UnevenQueues;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.Optional;
import java.util.Set;

/**
 * Requests wait in one pod of a revision while another pod of it is idle. Each activator assigns
 * only the pods that it got, and knows only its own requests (knative facts, section 3.2).
 */
final class PodsUnevenlyBusy implements Check {

  @Override
  public String id() {
    return "requests-wait-beside-idle-pod";
  }

  @Override
  public Hop hop() {
    return Hop.ACTIVATOR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.METRICS);
  }

  @Override
  public Answer look(CaseFile file) {
    Optional<UnevenQueues> uneven = UnevenQueues.of(file.bundle());
    if (uneven.isPresent()) {
      UnevenQueues queues = uneven.get();
      return new Answer.Found(
          queues.revision(),
          Hop.ACTIVATOR,
          java.util.Map.of(
              "busy", queues.busyPod(), "idle", queues.idlePod(), "depth", queues.depthText()),
          queues.evidence());
    }
    return UnevenQueues.measured(file.bundle())
        ? Answer.absent("metrics", "the pods of a revision")
        : Answer.blind("queue-proxy-metrics");
  }
}
