package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Admission;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.diagnosis.view.Revisions.Revision;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The authorization policies of a revision's namespace do not admit {@code knative-serving}, from
 * where activator and autoscaler call, and the activator every request that passes it; or not for
 * the paths that these two ask for.
 */
final class PolicyLeavesKnativeOut implements Check {
  private static final String KNATIVE = "knative-serving";

  /** Of the activator's probes and the autoscaler's scrapes (knative facts, section 5). */
  private static final List<String> PATHS = List.of("/healthz", "/metrics");

  @Override
  public String id() {
    return "policy-leaves-knative-out";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    Set<String> namespaces = new TreeSet<>();
    for (Revision one : Revisions.of(file.bundle())) {
      namespaces.add(one.namespace());
    }
    List<KubernetesObject> policies = file.bundle().objects("AuthorizationPolicy");
    if (policies.isEmpty()) {
      return Answer.blind("authorization-policies");
    }
    if (namespaces.isEmpty()) {
      return Answer.blind("knative-objects");
    }
    for (String namespace : namespaces) {
      for (String path : PATHS) {
        Optional<Evidence> refusal = Admission.refusal(file.bundle(), namespace, KNATIVE, path);
        if (refusal.isPresent()) {
          return Answer.found(namespace, List.of(refusal.get()));
        }
      }
    }
    return Answer.absent("AuthorizationPolicies", String.join(", ", namespaces));
  }
}
