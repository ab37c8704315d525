package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A DestinationRule for the host that failed sets a connection-pool limit. Istio's own default is
 * 4294967295 for all of them (istio-envoy facts F4 to F6).
 */
final class PoolLimitConfigured implements Check {
  private static final Set<String> LIMITS =
      Set.of("maxConnections", "http1MaxPendingRequests", "http2MaxRequests", "maxRetries");

  @Override
  public String id() {
    return "pool-limit-configured";
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
    List<KubernetesObject> rules = file.bundle().objects("DestinationRule");
    if (rules.isEmpty()) {
      return Answer.blind("destinationrules");
    }
    for (KubernetesObject rule : rules) {
      String host = rule.spec().get("host").textOrEmpty();
      List<Evidence> limits = limits(rule);
      boolean called =
          Hosts.failing(file.faultyRequests()).stream()
              .anyMatch(one -> Hosts.same(Hosts.shortName(host, rule.namespace()), one));
      if (!limits.isEmpty() && called) {
        return Answer.found(host, limits, "limit", limits.getFirst().text());
      }
    }
    return Answer.absent("DestinationRules", "the hosts that failed");
  }

  private static List<Evidence> limits(KubernetesObject rule) {
    List<Evidence> found = new ArrayList<>();
    for (Node pool : rule.spec().below("connectionPool")) {
      pool.walk((key, value) -> {
        if (LIMITS.contains(key) && found.size() < 3) {
          found.add(value.evidence());
        }
      });
    }
    return found;
  }
}
