package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which DestinationRule holds for a host, as istiod decides it: rules of the caller's namespace,
 * then those of the service's, then those of the root namespace; in each the most specific host; of
 * several rules for one host in one namespace the trafficPolicy of the oldest (istio-envoy facts
 * 1.2 F15, F16).
 */
public final class TrafficPolicies {
  private static final String ROOT = "istio-system";
  private static final String DOMAIN = ".svc.cluster.local";

  /** The rules of each namespace, oldest first. */
  private final Map<String, List<KubernetesObject>> rules = new LinkedHashMap<>();

  private TrafficPolicies() {}

  public static TrafficPolicies of(Bundle bundle) {
    TrafficPolicies policies = new TrafficPolicies();
    for (KubernetesObject rule : bundle.objects("DestinationRule")) {
      policies.rules.computeIfAbsent(rule.namespace(), _ -> new ArrayList<>()).add(rule);
    }
    Comparator<KubernetesObject> oldest =
        Comparator.comparing(
            rule -> rule.created().orElse(java.time.Instant.MAX), Comparator.naturalOrder());
    policies.rules.values().forEach(list -> list.sort(oldest));
    return policies;
  }

  /** True when the evidence has DestinationRules at all, so that one that is not there is not. */
  public boolean seen() {
    return !rules.isEmpty();
  }

  /**
   * The rule for {@code service.namespace} as a proxy in {@code caller} gets it.
   *
   * @param caller namespace of the calling proxy; empty when unknown
   */
  public Optional<KubernetesObject> ruleFor(String host, String caller) {
    String full = full(host, "");
    List<String> namespaces = new ArrayList<>(List.of(caller, namespace(full), ROOT));
    if (caller.isEmpty()) {
      // Then a rule in any namespace may be the caller's own.
      namespaces.remove("");
      rules.keySet().stream().filter(one -> !namespaces.contains(one)).forEach(namespaces::add);
    }
    for (String namespace : namespaces) {
      KubernetesObject best = null;
      for (KubernetesObject rule : rules.getOrDefault(namespace, List.of())) {
        String pattern = full(rule.spec().get("host").textOrEmpty(), rule.namespace());
        if (matches(pattern, full) && (best == null || moreSpecific(pattern, best))) {
          best = rule;
        }
      }
      if (best != null) {
        return Optional.of(best);
      }
    }
    return Optional.empty();
  }

  /** The connection pools of a rule: its own, those of its ports and of its subsets. */
  public static List<Node> connectionPools(KubernetesObject rule) {
    List<Node> pools = new ArrayList<>();
    addPools(rule.spec().get("trafficPolicy"), pools);
    rule.spec()
        .get("subsets")
        .items()
        .forEach(subset -> addPools(subset.get("trafficPolicy"), pools));
    return pools;
  }

  private static void addPools(Node policy, List<Node> pools) {
    List<Node> policies = new ArrayList<>(List.of(policy));
    policies.addAll(policy.get("portLevelSettings").items());
    policies.stream()
        .map(one -> one.get("connectionPool"))
        .filter(Node::exists)
        .forEach(pools::add);
  }

  /** Of rules with the same host the first, the oldest, stays. */
  private static boolean moreSpecific(String pattern, KubernetesObject than) {
    String other = full(than.spec().get("host").textOrEmpty(), than.namespace());
    boolean exact = !pattern.startsWith("*");
    boolean otherExact = !other.startsWith("*");
    return exact == otherExact ? pattern.length() > other.length() : exact;
  }

  private static boolean matches(String pattern, String host) {
    return pattern.startsWith("*") ? host.endsWith(pattern.substring(1)) : pattern.equals(host);
  }

  /** A bare name is one of the rule's own namespace. */
  private static String full(String host, @Nullable String namespace) {
    if (host.startsWith("*") || host.endsWith(DOMAIN)) {
      return host;
    }
    if (host.endsWith(".svc")) {
      return host + DOMAIN.substring(4);
    }
    int dots = (int) host.chars().filter(c -> c == '.').count();
    return switch (dots) {
      case 0 -> host + "." + namespace + DOMAIN;
      case 1 -> host + DOMAIN;
      default -> host;
    };
  }

  private static String namespace(String full) {
    String[] parts = full.split("\\.", 3);
    return parts.length == 3 ? parts[1] : "";
  }
}
