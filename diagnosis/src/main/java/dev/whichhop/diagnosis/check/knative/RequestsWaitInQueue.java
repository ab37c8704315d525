package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.QueueDepths;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.List;
import java.util.Set;

/**
 * More requests are in a pod than it works on at once: its queue depth exceeds {@code
 * containerConcurrency}.
 */
final class RequestsWaitInQueue implements Check {
  @Override
  public String id() {
    return "requests-wait-in-queue";
  }

  @Override
  public Hop hop() {
    return Hop.QUEUE_PROXY;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.METRICS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<QueueDepths> depths = QueueDepths.of(file.bundle());
    for (QueueDepths one : depths) {
      long works = one.waiting() ? 0 : one.limit();
      boolean known = one.waiting() || works > 0;
      if (known && one.series().max() > works) {
        return Answer.found(
            one.revision(),
            List.of(one.series().evidence()),
            "depth",
            one.series().max(),
            "limit",
            works);
      }
    }
    return depths.isEmpty()
        ? Answer.blind("queue-proxy-metrics")
        : Answer.absent("metrics", "queue depth");
  }
}
