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
    List<KubernetesObject> services = file.bundle().objects("VirtualService");
    for (KubernetesObject service : services) {
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
      for (String key : List.of("retry_policy", "retryPolicy")) {
        for (Node policy : route.root().below(key)) {
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
    }
    return services.isEmpty() && routes.isEmpty()
        ? Answer.blind("virtualservices")
        : Answer.absent("VirtualServices and routes", "the routes");
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
