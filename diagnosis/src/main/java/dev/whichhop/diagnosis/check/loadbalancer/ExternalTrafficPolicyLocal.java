package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Backends;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import java.util.List;
import java.util.Set;

/** A Service that is reached from outside delivers only on nodes with an endpoint of their own. */
final class ExternalTrafficPolicyLocal implements Check {

  @Override
  public String id() {
    return "external-traffic-policy-local";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<KubernetesObject> services = Backends.exposed(file.bundle());
    if (services.isEmpty()) {
      return Answer.blind("services");
    }
    return services.stream()
        .filter(Backends::localOnly)
        .findFirst()
        .map(one ->
            Answer.found(
                one.reference(), List.of(one.spec().get("externalTrafficPolicy").evidence())))
        .orElseGet(() ->
            Answer.absent(
                services.getFirst().root().place().file(), services.getFirst().reference()));
  }
}
