package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.diagnosis.view.Revisions.Revision;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A revision whose requests fail has a pod that Kubernetes calls ready. */
final class FailingRevisionHasReadyPod implements Check {
  @Override
  public String id() {
    return "failing-revision-has-ready-pod";
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
    List<Evidence> notReady = new ArrayList<>();
    String subject = "";
    for (Revision revision : Revisions.failing(file)) {
      for (Pod pod : Revisions.pods(file.bundle(), revision.namespace(), revision.name())) {
        if (pod.ready()) {
          return Answer.found(revision.key(), List.of(pod.evidence()), "pod", pod.name());
        }
        notReady.add(pod.evidence());
        subject = revision.key();
      }
    }
    return notReady.isEmpty()
        ? Answer.blind("pods")
        : Answer.absent(notReady.getFirst().place().file(), subject);
  }
}
