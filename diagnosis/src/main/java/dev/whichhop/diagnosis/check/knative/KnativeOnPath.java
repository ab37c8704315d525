package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Knative is part of the evidence: its objects, pods or logs, or requests to its ports. Where the
 * pods or the upstream addresses of requests are known and nothing is Knative's, it has no part.
 *
 * <p>Ports: knative/serving pkg/networking/constants.go.
 */
final class KnativeOnPath implements Check {
  private static final Set<Integer> PORTS = Set.of(8012, 8013, 8112);
  private static final Set<Component> COMPONENTS =
      Set.of(
          Component.QUEUE_PROXY,
          Component.ACTIVATOR,
          Component.AUTOSCALER,
          Component.KNATIVE_CONTROLLER);

  @Override
  public String id() {
    return "knative-on-path";
  }

  @Override
  public Hop hop() {
    return Hop.ACTIVATOR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.LOGS,
        EvidenceKind.OBSERVATIONS,
        EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    Bundle bundle = file.bundle();
    Optional<Evidence> seen =
        inPods(bundle)
            .or(() -> inObjects(bundle))
            .or(() -> inLogs(bundle))
            .or(() -> inRequests(bundle.observations()));
    if (seen.isPresent()) {
      return Answer.found("Knative", List.of(seen.get()));
    }
    boolean upstreamsKnown =
        bundle.observations().stream().anyMatch(one -> !one.upstreamHost().isEmpty());
    return upstreamsKnown || !bundle.pods().isEmpty()
        ? Answer.absent("pods and requests", "Knative")
        : Answer.blind("pods");
  }

  private static Optional<Evidence> inPods(Bundle bundle) {
    return bundle.pods().stream()
        .filter(one -> !Revisions.ofPod(one).isEmpty() || one.namespace().equals("knative-serving"))
        .map(Pod::evidence)
        .findFirst();
  }

  private static Optional<Evidence> inObjects(Bundle bundle) {
    return bundle.objects().stream()
        .filter(one -> one.group().endsWith("knative.dev"))
        .map(KubernetesObject::root)
        .map(root -> root.get("kind").evidence())
        .findFirst();
  }

  private static Optional<Evidence> inLogs(Bundle bundle) {
    return bundle.logs().stream()
        .filter(one -> COMPONENTS.contains(one.component()))
        .map(LogRecord::evidence)
        .findFirst();
  }

  private static Optional<Evidence> inRequests(List<Observation> requests) {
    return requests.stream()
        .filter(one ->
            PORTS.contains(Addresses.port(one.upstreamHost()))
                || one.body().contains("activator request timeout")
                || one.userAgent().startsWith("Knative-"))
        .map(Observation::evidence)
        .findFirst();
  }
}
