package dev.whichhop.fix;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The kinds of objects that a fix may change. The published role ({@code deploy/roles/fix.yaml})
 * allows exactly these.
 *
 * <p>Groups, versions and plural names: Istio's {@code crd-all.gen.yaml} (1.20 to 1.30), Knative
 * Serving's {@code config/core/300-resources/service.yaml}, Kubernetes' own API reference.
 */
public enum ChangeableKind {
  DESTINATION_RULE("networking.istio.io", "DestinationRule", "destinationrules", true, "v1"),
  VIRTUAL_SERVICE("networking.istio.io", "VirtualService", "virtualservices", false, "v1"),
  GATEWAY("networking.istio.io", "Gateway", "gateways", false, "v1"),
  SIDECAR("networking.istio.io", "Sidecar", "sidecars", true, "v1"),
  SERVICE_ENTRY("networking.istio.io", "ServiceEntry", "serviceentries", true, "v1"),
  ENVOY_FILTER("networking.istio.io", "EnvoyFilter", "envoyfilters", true, "v1alpha3"),
  PEER_AUTHENTICATION("security.istio.io", "PeerAuthentication", "peerauthentications", true, "v1"),
  AUTHORIZATION_POLICY(
      "security.istio.io", "AuthorizationPolicy", "authorizationpolicies", true, "v1"),
  KNATIVE_SERVICE("serving.knative.dev", "Service", "services", false, "v1"),
  DEPLOYMENT("apps", "Deployment", "deployments", false, "v1"),
  STATEFUL_SET("apps", "StatefulSet", "statefulsets", false, "v1"),
  DAEMON_SET("apps", "DaemonSet", "daemonsets", false, "v1"),
  SERVICE("", "Service", "services", false, "v1");

  private final String group;
  private final String kind;
  private final String plural;
  private final boolean creatable;
  private final String version;

  ChangeableKind(String group, String kind, String plural, boolean creatable, String version) {
    this.group = group;
    this.kind = kind;
    this.plural = plural;
    this.creatable = creatable;
    this.version = version;
  }

  static Optional<ChangeableKind> of(String group, String kind) {
    return Arrays.stream(values())
        .filter(one -> one.group.equals(group) && one.kind.equals(kind))
        .findFirst();
  }

  /** Empty for the core group. */
  public String group() {
    return group;
  }

  public String kind() {
    return kind;
  }

  public String plural() {
    return plural;
  }

  /** True where a fix may make a new object; workloads and Services are there or not. */
  public boolean creatable() {
    return creatable;
  }

  /** Versions that have the kind, the one to use first; older ones of Istio before 1.22. */
  List<String> versions() {
    return group.endsWith("istio.io") && version.equals("v1")
        ? List.of("v1", "v1beta1", "v1alpha3")
        : List.of(version);
  }

  /** True for what has pods of its own that are replaced when its template changes. */
  boolean rollsOut() {
    return switch (this) {
      case DEPLOYMENT, STATEFUL_SET, DAEMON_SET, KNATIVE_SERVICE -> true;
      default -> false;
    };
  }
}
