package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Signal;
import java.util.Set;

/**
 * queue-proxy refused requests because its queue was full: eleven times {@code
 * containerConcurrency} were in the pod (knative facts, section 3.1). Nothing else prints these
 * words.
 */
final class PendingQueueFull implements Check {
  @Override
  public String id() {
    return "pending-request-queue-full";
  }

  @Override
  public Hop hop() {
    return Hop.QUEUE_PROXY;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS, EvidenceKind.SIGNALS);
  }

  @Override
  public Answer look(CaseFile file) {
    Signal full = file.bundle().signal("pending-request-queue-full");
    if (full.seen()) {
      return Answer.found("queue-proxy", full.evidence(3), "count", full.count());
    }
    boolean bodies =
        file.bundle().observations().stream()
            .anyMatch(one -> one.status() == 503 && one.flags().isEmpty() && !one.body().isEmpty());
    return bodies
        ? Answer.absent("answers with status 503", "queue-proxy")
        : Answer.blind("client-transcript");
  }
}
