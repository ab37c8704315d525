package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Fields;
import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A DestinationRule or a proxy's cluster lets a connection carry only few requests ({@code
 * maxRequestsPerConnection}; Istio's default is 0, without a limit, istio-envoy facts F7, H5).
 */
final class FewRequestsPerConnectionConfigured implements Check {
  /** Above this one handshake for so many requests costs nothing that could be felt. */
  private static final long FEW = 100;

  private static final Set<String> KEYS =
      Set.of("maxRequestsPerConnection", "max_requests_per_connection");

  @Override
  public String id() {
    return "few-requests-per-connection-configured";
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
    Set<String> failing = Hosts.failing(file.faultyRequests());
    List<KubernetesObject> rules = file.bundle().objects("DestinationRule");
    List<EnvoyResource> clusters = file.bundle().envoy(EnvoyResource.Kind.CLUSTER);
    for (KubernetesObject rule : rules) {
      String host = rule.spec().get("host").textOrEmpty();
      String name = Hosts.shortName(host, rule.namespace());
      boolean called = failing.isEmpty() || failing.stream().anyMatch(one -> Hosts.same(name, one));
      for (Node limit : limits(rule.spec())) {
        if (called) {
          return found(host, limit);
        }
      }
    }
    for (EnvoyResource cluster : clusters) {
      String host = Hosts.ofCluster(cluster.name());
      boolean called =
          failing.isEmpty()
              || failing.stream().anyMatch(one -> !host.isEmpty() && Hosts.same(host, one));
      for (Node limit : limits(cluster.root())) {
        if (called) {
          return found(cluster.name(), limit);
        }
      }
    }
    return rules.isEmpty() && clusters.isEmpty()
        ? Answer.blind("destinationrules")
        : Answer.absent("DestinationRules and clusters", "the called hosts");
  }

  private static Answer found(String subject, Node limit) {
    return Answer.found(subject, List.of(limit.evidence()), "limit", limit.textOrEmpty());
  }

  private static List<Node> limits(Node below) {
    List<Node> found = new ArrayList<>();
    for (Node limit : Fields.named(below, KEYS)) {
      long value = limit.whole().orElse(0);
      if (value > 0 && value <= FEW) {
        found.add(limit);
      }
    }
    return found;
  }
}
