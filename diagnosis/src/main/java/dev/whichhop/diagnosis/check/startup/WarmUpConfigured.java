package dev.whichhop.diagnosis.check.startup;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Fields;
import dev.whichhop.diagnosis.view.FreshHosts;
import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import java.util.Set;

/**
 * A DestinationRule lets new endpoints of the service in slowly ({@code loadBalancer.warmup},
 * before Istio 1.24 {@code warmupDurationSecs}; Envoy's {@code slow_start_config}). Istio does not
 * by itself (istio-envoy facts F23).
 */
final class WarmUpConfigured implements Check {
  private static final List<String> KEYS = List.of("warmup", "warmupDurationSecs");

  private static final Set<String> ENVOY_KEYS = Set.of("slow_start_config", "slowStartConfig");

  @Override
  public String id() {
    return "warm-up-configured";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.ENVOY_CONFIGURATION,
        EvidenceKind.OBSERVATIONS,
        EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<KubernetesObject> rules = file.bundle().objects("DestinationRule");
    List<EnvoyResource> clusters = file.bundle().envoy(EnvoyResource.Kind.CLUSTER);
    List<String> joined =
        FreshHosts.of(file.bundle()).stream().map(one -> Hosts.ofCluster(one.name())).toList();
    for (KubernetesObject rule : rules) {
      String host = Hosts.shortName(rule.spec().get("host").textOrEmpty(), rule.namespace());
      if (!joined.isEmpty() && joined.stream().noneMatch(one -> Hosts.same(host, one))) {
        continue;
      }
      for (Node balancer : rule.spec().below("loadBalancer")) {
        for (String key : KEYS) {
          if (balancer.get(key).exists()) {
            return Answer.found(
                rule.spec().get("host").textOrEmpty(), List.of(balancer.get(key).evidence()));
          }
        }
      }
    }
    for (EnvoyResource cluster : clusters) {
      String host = Hosts.ofCluster(cluster.name());
      if (!joined.isEmpty() && joined.stream().noneMatch(one -> Hosts.same(host, one))) {
        continue;
      }
      List<Node> found = Fields.named(cluster.root(), ENVOY_KEYS);
      if (!found.isEmpty()) {
        return Answer.found(cluster.name(), List.of(found.getFirst().evidence()));
      }
    }
    return rules.isEmpty() && clusters.isEmpty()
        ? Answer.blind("destinationrules")
        : Answer.absent("DestinationRules and clusters", "the services");
  }
}
