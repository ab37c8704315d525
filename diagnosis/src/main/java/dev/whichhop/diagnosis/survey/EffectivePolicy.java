package dev.whichhop.diagnosis.survey;

import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;

/**
 * Which block of a DestinationRule istiod takes for a port and a subset.
 *
 * <p>Settings of a port replace the four blocks (connectionPool, loadBalancer, outlierDetection,
 * tls) as a whole, also where they lack one; a subset replaces just the blocks that it has
 * (istio/istio pilot/pkg/networking/util/util.go, GetPortLevelTrafficPolicy and
 * MergeSubsetTrafficPolicy).
 */
final class EffectivePolicy {
  private EffectivePolicy() {}

  /** The block, for example {@code outlierDetection}; missing where none is taken. */
  static Node block(KubernetesObject rule, ClusterName cluster, String name) {
    for (Node subset : rule.spec().get("subsets").items()) {
      if (!cluster.subset().isEmpty()
          && subset.get("name").textOrEmpty().equals(cluster.subset())) {
        Node policy = subset.get("trafficPolicy");
        Node port = portLevel(policy, cluster.port());
        if (port.exists()) {
          return port.get(name);
        }
        if (policy.get(name).exists()) {
          return policy.get(name);
        }
      }
    }
    Node policy = rule.spec().get("trafficPolicy");
    Node port = portLevel(policy, cluster.port());
    return port.exists() ? port.get(name) : policy.get(name);
  }

  private static Node portLevel(Node policy, int port) {
    return policy.get("portLevelSettings").items().stream()
        .filter(one -> one.at("port", "number").whole().orElse(-1) == port)
        .findFirst()
        .orElse(new Node.Missing(policy.place()));
  }
}
