package dev.whichhop.diagnosis.check.configuration;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The mesh or a Sidecar resource lets workloads call only hosts of the registry. */
final class OutboundPolicyIsRegistryOnly implements Check {

  @Override
  public String id() {
    return "outbound-policy-is-registry-only";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<KubernetesObject> carriers = new ArrayList<>(file.bundle().objects("MeshConfig"));
    carriers.addAll(file.bundle().objects("Sidecar"));
    for (KubernetesObject carrier : carriers) {
      for (Node policy : carrier.root().below("outboundTrafficPolicy")) {
        if (policy.get("mode").textOrEmpty().equals("REGISTRY_ONLY")) {
          return Answer.found(carrier.reference(), List.of(policy.get("mode").evidence()));
        }
      }
    }
    return file.bundle().objects("MeshConfig").isEmpty()
        ? Answer.blind("mesh-config")
        : Answer.absent("MeshConfig", "the mesh");
  }
}
