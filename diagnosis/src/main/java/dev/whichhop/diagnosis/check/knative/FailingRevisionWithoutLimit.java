package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.diagnosis.view.Revisions.Revision;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The failing revision takes any number of requests at once: {@code containerConcurrency} is 0,
 * which is also the default (knative facts, section 1b, row 18).
 */
final class FailingRevisionWithoutLimit implements Check {
  @Override
  public String id() {
    return "failing-revision-without-concurrency-limit";
  }

  @Override
  public Hop hop() {
    return Hop.QUEUE_PROXY;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    String limited = "";
    for (Revision revision : Revisions.failing(file)) {
      OptionalLong concurrency = revision.concurrency().whole();
      if (concurrency.isPresent() && concurrency.getAsLong() == 0) {
        return Answer.found(revision.key(), List.of(revision.concurrency().evidence()));
      }
      if (concurrency.isPresent()) {
        limited = revision.key();
      }
    }
    return limited.isEmpty()
        ? Answer.blind("knative-objects")
        : Answer.absent("containerConcurrency", limited);
  }
}
