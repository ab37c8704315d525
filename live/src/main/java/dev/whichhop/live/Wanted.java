package dev.whichhop.live;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The kinds of objects that checks read. Secrets are none of them, and are never asked for. Of the
 * groups of the mesh, Knative and the load balancer controller all kinds are wanted, whichever the
 * installed version has.
 */
final class Wanted {
  private static final Map<String, Set<String>> KINDS =
      Map.of(
          "",
          Set.of("pods", "services", "nodes", "events", "namespaces", "configmaps"),
          "apps",
          Set.of("deployments", "replicasets", "statefulsets", "daemonsets"),
          "discovery.k8s.io",
          Set.of("endpointslices"),
          "autoscaling",
          Set.of("horizontalpodautoscalers"),
          "policy",
          Set.of("poddisruptionbudgets"),
          "networking.k8s.io",
          Set.of("networkpolicies", "ingresses"));

  private static final Set<String> WHOLE_GROUPS =
      Set.of(
          "networking.istio.io",
          "security.istio.io",
          "telemetry.istio.io",
          "gateway.networking.k8s.io",
          "serving.knative.dev",
          "autoscaling.internal.knative.dev",
          "networking.internal.knative.dev",
          "elbv2.k8s.aws");

  /** Artefacts, as the catalogue of knowledge calls them, that cannot be had without the kind. */
  private static final Map<String, List<String>> ARTEFACTS =
      Map.ofEntries(
          Map.entry(
              "pods",
              List.of(
                  "pods",
                  "pod-objects",
                  "gateway-pods",
                  "istiod-pods",
                  "dns-pods",
                  "activator-pods",
                  "ambient-pods",
                  "ztunnel-pods",
                  "versions")),
          Map.entry("services", List.of("services")),
          Map.entry("nodes", List.of("target-zones")),
          Map.entry("events", List.of("events")),
          Map.entry("namespaces", List.of("ambient-pods")),
          Map.entry("configmaps", List.of("mesh-config", "knative-config")),
          Map.entry("deployments.apps", List.of("workload-objects")),
          Map.entry("endpointslices.discovery.k8s.io", List.of("endpointslices", "dns-pods")),
          Map.entry("networkpolicies.networking.k8s.io", List.of("network-policies")),
          Map.entry("destinationrules.networking.istio.io", List.of("destinationrules")),
          Map.entry("virtualservices.networking.istio.io", List.of("virtualservices")),
          Map.entry("gateways.networking.istio.io", List.of("gateways")),
          Map.entry("sidecars.networking.istio.io", List.of("sidecar-scopes")),
          Map.entry(
              "peerauthentications.security.istio.io",
              List.of("peer-authentications", "mesh-policies")),
          Map.entry(
              "authorizationpolicies.security.istio.io",
              List.of("authorization-policies", "mesh-policies")),
          Map.entry("gateways.gateway.networking.k8s.io", List.of("waypoints")),
          Map.entry(
              "services.serving.knative.dev", List.of("knative-objects", "knative-ingresses")),
          Map.entry("revisions.serving.knative.dev", List.of("knative-objects")),
          Map.entry(
              "podautoscalers.autoscaling.internal.knative.dev",
              List.of("knative-objects", "scale-metrics")),
          Map.entry("ingresses.networking.internal.knative.dev", List.of("knative-ingresses")),
          Map.entry(
              "serverlessservices.networking.internal.knative.dev", List.of("knative-objects")));

  private Wanted() {}

  static boolean group(String group) {
    return KINDS.containsKey(group) || wholeGroup(group);
  }

  static boolean wholeGroup(String group) {
    return WHOLE_GROUPS.contains(group);
  }

  static boolean kind(String group, String plural) {
    return wholeGroup(group) || KINDS.getOrDefault(group, Set.of()).contains(plural);
  }

  /** ConfigMaps of applications may hold anything, so only those of the control planes. */
  static boolean inNamespace(Resource resource, boolean controlPlane) {
    return controlPlane || !resource.plural().equals("configmaps");
  }

  /** Of all kinds together. */
  static List<String> artefacts() {
    return artefacts(_ -> true);
  }

  /** Of all kinds of a group. */
  static List<String> artefacts(String group) {
    // The group begins behind the first dot: networking.k8s.io ends another group's name as well.
    return artefacts(kind -> kind.substring(kind.indexOf('.') + 1).equals(group));
  }

  private static List<String> artefacts(Predicate<String> kinds) {
    return ARTEFACTS.entrySet().stream()
        .filter(one -> kinds.test(one.getKey()))
        .flatMap(one -> one.getValue().stream())
        .distinct()
        .sorted()
        .toList();
  }

  static List<String> artefacts(Resource resource) {
    return ARTEFACTS.getOrDefault(resource.fullName(), List.of());
  }
}
