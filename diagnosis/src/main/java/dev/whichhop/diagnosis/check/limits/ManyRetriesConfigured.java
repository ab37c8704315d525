package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Fields;
import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Retries beyond Istio's default of two on conditions that spare the server: a VirtualService, the
 * mesh's default policy or a route asks for three or more, or for retries on what an overloaded
 * server answers (istio-envoy facts 3, "Default retry").
 */
final class ManyRetriesConfigured implements Check {
  private static final long MANY = 3;

  private static final Set<String> POLICIES = Set.of("retry_policy", "retryPolicy");

  /** Envoy's words for answers and time-outs of a server that got the request. */
  private static final List<String> LOADING =
      List.of("5xx", "gateway-error", "retriable-4xx", "reset");

  @Override
  public String id() {
    return "many-retries-configured";
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
    List<KubernetesObject> services = file.bundle().objects("VirtualService");
    for (KubernetesObject service : services) {
      if (!failing.isEmpty() && !isFor(service, failing)) {
        continue;
      }
      for (Node retries : service.spec().below("retries")) {
        List<Evidence> evidence =
            evidence(retries.get("attempts"), retries.get("retryOn"), retries.get("perTryTimeout"));
        if (!evidence.isEmpty()) {
          return found(service.reference(), evidence, retries.get("attempts").textOrEmpty());
        }
      }
    }
    List<EnvoyResource> routes = file.bundle().envoy(EnvoyResource.Kind.ROUTE);
    for (EnvoyResource route : routes) {
      for (Node policy : Fields.named(route.root(), POLICIES)) {
        List<Evidence> evidence =
            evidence(
                policy.any("num_retries", "numRetries"),
                policy.any("retry_on", "retryOn"),
                policy.any("per_try_timeout", "perTryTimeout"));
        if (!evidence.isEmpty()) {
          return found(
              route.name(), evidence, policy.any("num_retries", "numRetries").textOrEmpty());
        }
      }
    }
    return services.isEmpty() && routes.isEmpty()
        ? Answer.blind("virtualservices")
        : Answer.absent("VirtualServices and routes", "the routes");
  }

  /** By the hosts that are asked for, and by those that the routes go to. */
  private static boolean isFor(KubernetesObject service, Set<String> failing) {
    List<Node> hosts = new ArrayList<>(service.spec().get("hosts").items());
    service.spec().below("destination").forEach(one -> hosts.add(one.get("host")));
    return hosts.stream()
        .map(one -> Hosts.shortName(one.textOrEmpty(), service.namespace()))
        .anyMatch(host -> failing.stream().anyMatch(one -> Hosts.same(host, one)));
  }

  private static Answer found(String subject, List<Evidence> evidence, String attempts) {
    return Answer.found(subject, evidence, "attempts", attempts.isEmpty() ? "?" : attempts);
  }

  private static List<Evidence> evidence(Node attempts, Node on, Node perTry) {
    boolean many = attempts.whole().orElse(0) >= MANY;
    boolean loading = LOADING.stream().anyMatch(on.textOrEmpty()::contains);
    List<Evidence> evidence = new ArrayList<>();
    if (many || loading && attempts.whole().orElse(1) > 0) {
      for (Node one : List.of(attempts, on, perTry)) {
        if (one.exists()) {
          evidence.add(one.evidence());
        }
      }
    }
    return evidence;
  }
}
