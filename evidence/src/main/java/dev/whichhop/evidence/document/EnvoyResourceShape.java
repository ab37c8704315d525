package dev.whichhop.evidence.document;

import dev.whichhop.model.evidence.EnvoyResource.Kind;
import dev.whichhop.model.evidence.Node;
import java.util.Map;
import java.util.Optional;

/**
 * Tells which xDS resource a node is, by its type URL or else by fields that only this kind has.
 *
 * <p>Field names are those of {@code envoy.config.*.v3}, in snake_case (admin page) and camelCase
 * (istioctl).
 */
final class EnvoyResourceShape {
  private static final Map<String, Kind> TYPES =
      Map.of(
          "Cluster", Kind.CLUSTER,
          "Listener", Kind.LISTENER,
          "RouteConfiguration", Kind.ROUTE,
          "ScopedRouteConfiguration", Kind.SCOPED_ROUTE,
          "ClusterLoadAssignment", Kind.ENDPOINT,
          "Secret", Kind.SECRET,
          "Bootstrap", Kind.BOOTSTRAP,
          "TypedExtensionConfig", Kind.EXTENSION);

  private EnvoyResourceShape() {}

  /** The kind of {@code node}; empty when it is not a resource of Envoy. */
  static Optional<Kind> kind(Node node) {
    if (node.get("apiVersion").exists()) {
      return Optional.empty();
    }
    String type = node.get("@type").textOrEmpty();
    if (type.contains("envoy.")) {
      return Optional.ofNullable(TYPES.get(type.substring(type.lastIndexOf('.') + 1)));
    }
    if (node.any("virtual_hosts", "virtualHosts").exists()) {
      return Optional.of(Kind.ROUTE);
    }
    if (node.any("filter_chains", "filterChains", "default_filter_chain", "defaultFilterChain")
        .exists()) {
      return Optional.of(Kind.LISTENER);
    }
    if (node.any("cluster_name", "clusterName").exists() && node.get("endpoints").exists()) {
      return Optional.of(Kind.ENDPOINT);
    }
    if (node.any("static_resources", "staticResources", "dynamic_resources", "dynamicResources")
        .exists()) {
      return Optional.of(Kind.BOOTSTRAP);
    }
    if (!node.get("name").exists()) {
      return Optional.empty();
    }
    if (node.any("tls_certificate", "tlsCertificate", "validation_context", "validationContext")
        .exists()) {
      return Optional.of(Kind.SECRET);
    }
    return isCluster(node) ? Optional.of(Kind.CLUSTER) : Optional.empty();
  }

  private static boolean isCluster(Node node) {
    return node.any(
            "eds_cluster_config",
            "edsClusterConfig",
            "connect_timeout",
            "connectTimeout",
            "load_assignment",
            "loadAssignment",
            "lb_policy",
            "lbPolicy",
            "cluster_type",
            "clusterType",
            "circuit_breakers",
            "circuitBreakers",
            "outlier_detection",
            "outlierDetection",
            "typed_extension_protocol_options",
            "typedExtensionProtocolOptions")
        .exists();
  }

  /** The name under which Envoy knows the resource; empty for a bootstrap. */
  static String name(Kind kind, Node resource) {
    return switch (kind) {
      case ENDPOINT -> resource.any("cluster_name", "clusterName").textOrEmpty();
      case BOOTSTRAP -> resource.at("node", "id").textOrEmpty();
      case CLUSTER, LISTENER, ROUTE, SECRET, SCOPED_ROUTE, EXTENSION ->
          resource.get("name").textOrEmpty();
    };
  }
}
