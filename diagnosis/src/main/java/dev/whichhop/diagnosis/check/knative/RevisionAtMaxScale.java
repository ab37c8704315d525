package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.diagnosis.view.Revisions.Revision;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A revision wants as many pods as it may have at most: it cannot grow with its load any more. */
final class RevisionAtMaxScale implements Check {
  @Override
  public String id() {
    return "revision-at-max-scale";
  }

  @Override
  public Hop hop() {
    return Hop.ACTIVATOR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    Set<String> failing =
        Revisions.failing(file).stream().map(Revision::key).collect(Collectors.toSet());
    List<KubernetesObject> scalers = file.bundle().objects("PodAutoscaler");
    if (scalers.isEmpty()) {
      return Answer.blind("knative-objects");
    }
    for (KubernetesObject scaler : scalers) {
      Node most = mostPods(scaler);
      Node wanted = scaler.status().get("desiredScale");
      boolean concerned =
          failing.isEmpty() || failing.contains(scaler.namespace() + "/" + scaler.name());
      long limit = most.whole().orElse(0);
      if (concerned && limit > 0 && wanted.whole().orElse(-1) >= limit) {
        return Answer.found(
            scaler.namespace() + "/" + scaler.name(),
            List.of(most.evidence(), wanted.evidence()),
            "most",
            limit);
      }
    }
    return Answer.absent("PodAutoscaler", failing.isEmpty() ? "all revisions" : failing.toString());
  }

  /** The annotation in both spellings (knative facts, section 4). */
  private static Node mostPods(KubernetesObject scaler) {
    Node annotations = scaler.metadata().get("annotations");
    return annotations.any("autoscaling.knative.dev/max-scale", "autoscaling.knative.dev/maxScale");
  }
}
