package dev.whichhop.diagnosis.check.kubernetes;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.DeniedRequests;
import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.diagnosis.view.PodLabels;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The policy that refused: the one that the proxy's log names, else one that allows in the
 * namespace of the server (or in the mesh's root namespace), by which everything it does not list
 * is refused (Istio, Authorization Policy, "implicit enablement").
 */
final class PolicyLeavesCallerOut implements Check {
  private static final String ROOT = "istio-system";

  @Override
  public String id() {
    return "policy-leaves-caller-out";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.OBSERVATIONS,
        EvidenceKind.PODS,
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.TABLES);
  }

  @Override
  public Answer look(CaseFile file) {
    List<KubernetesObject> policies = file.bundle().objects("AuthorizationPolicy");
    if (policies.isEmpty()) {
      return Answer.blind("authorization-policies");
    }
    for (Observation denied : DeniedRequests.of(file.bundle())) {
      String rule = DeniedRequests.rule(denied);
      String namespace = namespace(denied);
      for (KubernetesObject policy : policies) {
        boolean named =
            rule.contains("ns[" + policy.namespace() + "]-policy[" + policy.name() + "]");
        boolean here = policy.namespace().equals(namespace) || policy.namespace().equals(ROOT);
        boolean unlisted =
            !rule.contains("policy[")
                && here
                && isAllow(policy)
                && mayApply(file.bundle(), policy, denied);
        if (named || unlisted) {
          Node rules = policy.spec().get("rules");
          return Answer.found(
              policy.reference(),
              List.of(rules.exists() ? rules.evidence() : policy.metadata().get("name").evidence()),
              "policy",
              policy.namespace() + "/" + policy.name(),
              "action",
              isAllow(policy) ? "ALLOW" : policy.spec().get("action").textOrEmpty());
        }
      }
    }
    return Answer.absent("AuthorizationPolicies", "the requests");
  }

  /** False where the policy selects other pods than the one that refused. */
  private static boolean mayApply(Bundle bundle, KubernetesObject policy, Observation denied) {
    Map<String, Node> selector = policy.spec().at("selector", "matchLabels").entries();
    Optional<Pod> server = Addresses.pod(bundle, denied.downstreamLocalAddress());
    Map<String, String> labels =
        server.map(one -> PodLabels.of(bundle, one.namespace(), one.name())).orElse(Map.of());
    return labels.isEmpty()
        || selector.entrySet().stream()
            .allMatch(one -> one.getValue().textOrEmpty().equals(labels.get(one.getKey())));
  }

  private static boolean isAllow(KubernetesObject policy) {
    String action = policy.spec().get("action").textOrEmpty();
    return action.isEmpty() || action.equals("ALLOW");
  }

  /** The server's namespace, from the host that the caller asked for. */
  private static String namespace(Observation denied) {
    int name = denied.serverName().lastIndexOf("_.");
    String host =
        name < 0
            ? denied.authority().isEmpty()
                ? Hosts.ofCluster(denied.upstreamCluster())
                : denied.authority()
            : denied.serverName().substring(name + 2);
    String service = Hosts.shortName(host, "");
    int dot = service.indexOf('.');
    return dot < 0 ? "" : service.substring(dot + 1);
  }
}
