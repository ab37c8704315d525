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
 * A pod holds as many requests as queue-proxy lets in: as many as it works on, and ten times as
 * many waiting.
 */
final class QueueDepthAtLimit implements Check {
  /**
   * Slots and queue together, in containerConcurrency: knative/serving pkg/queue/sharedmain/main.go
   * buildBreaker (queue depth 10 times the concurrency), knative facts, section 3.1.
   */
  private static final long LIMIT = 11;

  @Override
  public String id() {
    return "queue-depth-at-limit";
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
    List<QueueDepths> depths =
        QueueDepths.of(file.bundle()).stream()
            .filter(one -> !one.waiting() && one.limit() > 0)
            .toList();
    for (QueueDepths one : depths) {
      // The value is sampled when a request is handed on, so it may stop one short.
      if (one.series().max() >= LIMIT * one.limit() - 1) {
        return Answer.found(
            one.revision(),
            List.of(one.series().evidence()),
            "depth",
            Math.round(one.series().max()),
            "concurrency",
            one.limit(),
            "limit",
            LIMIT * one.limit());
      }
    }
    return depths.isEmpty()
        ? Answer.blind("queue-proxy-metrics")
        : Answer.absent("metrics", "queue depth");
  }
}
