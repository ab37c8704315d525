package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import java.util.Set;

/**
 * Some rule or cluster has an outlier-detection block. Without one Istio ejects nothing
 * (istio-envoy facts C3).
 */
final class OutlierDetectionConfigured implements Check {

  @Override
  public String id() {
    return "outlier-detection-configured";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.ENVOY_CONFIGURATION);
  }

  @Override
  public Answer look(CaseFile file) {
    List<KubernetesObject> rules = file.bundle().objects("DestinationRule");
    List<EnvoyResource> clusters = file.bundle().envoy(EnvoyResource.Kind.CLUSTER);
    for (KubernetesObject rule : rules) {
      List<Node> blocks = rule.spec().below("outlierDetection");
      if (!blocks.isEmpty()) {
        return Answer.found(rule.spec().get("host").textOrEmpty(), settings(blocks.getFirst()));
      }
    }
    for (EnvoyResource cluster : clusters) {
      Node block = cluster.root().any("outlier_detection", "outlierDetection");
      if (block.exists()) {
        return Answer.found(cluster.name(), settings(block));
      }
    }
    return rules.isEmpty() && clusters.isEmpty()
        ? Answer.blind("destinationrules")
        : Answer.absent("DestinationRules and clusters", "all hosts");
  }

  private static List<Evidence> settings(Node block) {
    return block.entries().isEmpty()
        ? List.of(block.evidence())
        : block.entries().values().stream().limit(4).map(Node::evidence).toList();
  }
}
