package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the AuthorizationPolicies of a namespace admit requests from another namespace. As soon
 * as one policy allows anything, what no policy allows is refused; a policy that denies goes first
 * (Istio, "Authorization Policy", implicit enablement).
 */
public final class Admission {
  private static final String ROOT = "istio-system";

  private Admission() {}

  /**
   * The policy that keeps callers of {@code from} who ask for {@code path} out of {@code
   * namespace}; empty when none does. Ports, methods and conditions are left aside: a rule with any
   * of these may still admit.
   */
  public static Optional<Evidence> refusal(
      Bundle bundle, String namespace, String from, String path) {
    List<KubernetesObject> policies =
        bundle.objects("AuthorizationPolicy").stream()
            .filter(one -> one.namespace().equals(namespace) || ofMesh(one))
            .toList();
    for (KubernetesObject policy : policies) {
      if (action(policy).equals("DENY")) {
        for (Node rule : policy.spec().get("rules").items()) {
          boolean everything = !rule.get("to").exists() && !rule.get("when").exists();
          if (everything && denies(rule, from)) {
            return Optional.of(rule.get("from").evidence());
          }
        }
      }
    }
    List<KubernetesObject> allowing =
        policies.stream().filter(one -> action(one).equals("ALLOW")).toList();
    boolean admitted =
        allowing.stream()
            .flatMap(one -> one.spec().get("rules").items().stream())
            .anyMatch(rule -> admits(rule, from) && takes(rule, path));
    return allowing.isEmpty() || admitted
        ? Optional.empty()
        : Optional.of(evidence(allowing.getFirst()));
  }

  private static boolean ofMesh(KubernetesObject policy) {
    return policy.namespace().equals(ROOT) && !policy.spec().get("selector").exists();
  }

  private static String action(KubernetesObject policy) {
    String action = policy.spec().get("action").textOrEmpty();
    return action.isEmpty() ? "ALLOW" : action;
  }

  private static Evidence evidence(KubernetesObject policy) {
    List<Node> sources = policy.spec().get("rules").below("source");
    return sources.isEmpty()
        ? policy.metadata().get("name").evidence()
        : names(sources.getFirst()).findFirst().orElse(sources.getFirst()).evidence();
  }

  private static Stream<Node> names(Node source) {
    return Stream.of("namespaces", "principals", "serviceAccounts", "ipBlocks", "remoteIpBlocks")
        .map(source::get)
        .filter(Node::exists)
        .flatMap(one -> one.items().stream());
  }

  private static boolean admits(Node rule, String from) {
    List<Node> sources = sources(rule);
    // Addresses may be those of the callers; a request principal is a token, which Knative's own
    // requests do not carry.
    return sources.isEmpty()
        || sources.stream()
            .anyMatch(one ->
                one.get("ipBlocks").exists()
                    || one.get("remoteIpBlocks").exists()
                    || names(one).findAny().isEmpty() && !one.get("requestPrincipals").exists()
                    || names(one).anyMatch(name -> means(name.textOrEmpty(), from)));
  }

  /** Some operation of the rule may be one on this path. */
  private static boolean takes(Node rule, String path) {
    List<Node> operations =
        rule.get("to").items().stream().map(one -> one.get("operation")).toList();
    return operations.isEmpty()
        || operations.stream()
            .map(one -> one.get("paths"))
            .anyMatch(paths ->
                !paths.exists()
                    || paths.items().stream().anyMatch(one -> covers(one.textOrEmpty(), path)));
  }

  /** A path, or one that begins or ends with {@code *}; templates may cover anything. */
  private static boolean covers(String pattern, String path) {
    return pattern.equals(path)
        || pattern.contains("{")
        || pattern.endsWith("*") && path.startsWith(pattern.substring(0, pattern.length() - 1))
        || pattern.startsWith("*") && path.endsWith(pattern.substring(1));
  }

  private static boolean denies(Node rule, String from) {
    return sources(rule).stream()
        .anyMatch(one -> {
          List<Node> spared = new ArrayList<>(one.get("notNamespaces").items());
          spared.addAll(one.get("notPrincipals").items());
          boolean others =
              !spared.isEmpty()
                  && spared.stream().noneMatch(name -> means(name.textOrEmpty(), from));
          return others || names(one).anyMatch(name -> means(name.textOrEmpty(), from));
        });
  }

  private static List<Node> sources(Node rule) {
    return rule.get("from").items().stream().map(one -> one.get("source")).toList();
  }

  /** A namespace, a principal {@code cluster.local/ns/<namespace>/sa/<account>}, or a pattern. */
  private static boolean means(String name, String namespace) {
    return name.equals("*")
        || name.equals(namespace)
        || name.startsWith(namespace + "/")
        || name.contains("/ns/" + namespace + "/")
        || name.endsWith("*") && namespace.startsWith(name.substring(0, name.length() - 1));
  }
}
