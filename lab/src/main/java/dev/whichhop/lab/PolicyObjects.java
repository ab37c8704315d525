package dev.whichhop.lab;

import java.util.ArrayList;
import java.util.List;

/** DestinationRule and PeerAuthentication from which Istio would make the setup. */
final class PolicyObjects {
  private PolicyObjects() {}

  /** Empty where the setup has no policy. */
  static String policies(Setup setup) {
    List<String> objects = new ArrayList<>();
    String policy = pool(setup) + ejection(setup);
    if (setup.gatewaySpeaksTls()) {
      policy += "tls: {mode: ISTIO_MUTUAL}\n";
    }
    if (!policy.isEmpty()) {
      objects.add(
          """
          apiVersion: networking.istio.io/v1
          kind: DestinationRule
          metadata: {name: catalog, namespace: shop}
          spec:
            host: %s
            trafficPolicy:
          %s\
          """
              .formatted(Cast.HOST, policy.indent(4)));
    }
    if (setup.strictMutualTls) {
      objects.add(
          """
          apiVersion: security.istio.io/v1
          kind: PeerAuthentication
          metadata: {name: default, namespace: shop}
          spec:
            mtls: {mode: STRICT}
          """);
    }
    if (setup.headerKilobytes > 0) {
      objects.add(
          """
          apiVersion: networking.istio.io/v1alpha3
          kind: EnvoyFilter
          metadata: {name: larger-headers, namespace: istio-system}
          spec:
            configPatches:
            - applyTo: NETWORK_FILTER
              match:
                listener: {filterChain: {filter: {name: envoy.filters.network.http_connection_manager}}}
              patch:
                operation: MERGE
                value:
                  typed_config:
                    "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
                    max_request_headers_kb: %d
          """
              .formatted(setup.headerKilobytes));
    }
    return String.join("---\n", objects);
  }

  private static String pool(Setup setup) {
    String tcp = limit("maxConnections", setup.maxConnections);
    String http =
        limit("http1MaxPendingRequests", setup.maxPendingRequests)
            + limit("http2MaxRequests", setup.maxRequests)
            + limit("maxRequestsPerConnection", setup.maxRequestsPerConnection)
            + (setup.poolIdle.isZero() ? "" : "idleTimeout: " + setup.poolIdle.toMillis() + "ms\n");
    return tcp.isEmpty() && http.isEmpty()
        ? ""
        : "connectionPool:\n" + block("tcp", tcp) + block("http", http);
  }

  private static String block(String name, String fields) {
    return fields.isEmpty() ? "" : "  " + name + ":\n" + fields.indent(4);
  }

  private static String limit(String field, int value) {
    return value > 0 ? field + ": " + value + "\n" : "";
  }

  private static String ejection(Setup setup) {
    return setup.consecutive5xxErrors == 0
        ? ""
        : """
        outlierDetection:
          consecutive5xxErrors: %d
          interval: 10s
          baseEjectionTime: 30s
          maxEjectionPercent: 100
        """
            .formatted(setup.consecutive5xxErrors);
  }
}
