package dev.whichhop.lab;

import java.time.Duration;
import java.util.Map;

/** Configuration of a gateway that routes all it gets to the application. */
final class GatewayFiles {
  private static final String SUBSET = "v2";

  private GatewayFiles() {}

  static ProxyFiles of(Setup setup, Cast.Member gateway) {
    return new ProxyFiles(
        gateway.loopback() + ":15000",
        Map.of(
            "bootstrap.yaml",
            ProxyFiles.bootstrap("router", gateway, "istio-ingressgateway"),
            "clusters.yaml",
            ProxyFiles.resource(cluster(setup, gateway)),
            "endpoints.yaml",
            endpoints(setup.endpoint),
            "listeners.yaml",
            ProxyFiles.resource(listener(setup, gateway))));
  }

  private static String clusterName(String subset) {
    return "outbound|80|" + subset + "|" + Cast.HOST;
  }

  /** The endpoints file with the application at this address. */
  static String endpoints(String address) {
    return ProxyFiles.resource(
        "\"@type\": type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment\n"
            + ProxyFiles.endpoints(clusterName(""), address, Cast.PORT));
  }

  private static String cluster(Setup setup, Cast.Member gateway) {
    return """
    "@type": type.googleapis.com/envoy.config.cluster.v3.Cluster
    name: "%s"
    type: EDS
    eds_cluster_config: {eds_config: {path_config_source: {path: ./endpoints.yaml}}}
    connect_timeout: 10s
    lb_policy: LEAST_REQUEST
    common_lb_config: {healthy_panic_threshold: {}}
    upstream_bind_config: {source_address: {address: %s, port_value: 0}}
    circuit_breakers: {thresholds: [{max_connections: %d, max_pending_requests: %d, max_requests: %d, max_retries: %d}]}
    %s%s%s\
    """
        .formatted(
            clusterName(""),
            gateway.address(),
            limit(setup.maxConnections),
            limit(setup.maxPendingRequests),
            limit(setup.maxRequests),
            ProxyFiles.UNLIMITED,
            setup.consecutive5xxErrors == 0
                ? ""
                : "outlier_detection: {consecutive_5xx: %d, enforcing_consecutive_5xx: 100, interval: 10s, base_ejection_time: 30s, max_ejection_percent: 100, enforcing_success_rate: 0}%n"
                    .formatted(setup.consecutive5xxErrors),
            protocol(setup),
            setup.gatewaySpeaksTls() ? UPSTREAM_TLS : "");
  }

  private static String protocol(Setup setup) {
    String common =
        setup.maxRequestsPerConnection > 0
            ? "max_requests_per_connection: " + setup.maxRequestsPerConnection
            : setup.poolIdle.isZero() ? "" : "idle_timeout: " + ProxyFiles.seconds(setup.poolIdle);
    return setup.portNamedHttp2 || !common.isEmpty()
        ? ProxyFiles.protocol(setup.portNamedHttp2, common)
        : "";
  }

  private static String listener(Setup setup, Cast.Member gateway) {
    boolean tls = setup.gatewayTerminatesTls();
    int port = tls ? 8443 : 8080;
    String chain =
        tls
            ? (setup.gatewayServerName.equals("*")
                    ? ""
                    : "filter_chain_match: {server_names: [%s]}%n"
                        .formatted(setup.gatewayServerName))
                + ProxyFiles.downstreamTls(false)
            : "";
    return ProxyFiles.listener(
        "0.0.0.0_" + port,
        "OUTBOUND",
        gateway.address(),
        port,
        (setup.gatewayExpectsProxyProtocol ? ProxyFiles.PROXY_PROTOCOL : "")
            + (tls ? ProxyFiles.TLS_INSPECTOR : ""),
        chain
            + ProxyFiles.connectionManager(
                "outbound_0.0.0.0_8080;",
                "http.8080",
                "catalog",
                ProxyFiles.limits(setup, Duration.ZERO),
                action(setup)));
  }

  private static String action(Setup setup) {
    return """
    cluster: "%s"
    timeout: %s
    retry_policy:
      retry_on: %s
      num_retries: %d
    %s  host_selection_retry_max_attempts: 5
    """
        .formatted(
            clusterName(setup.routedToSubset ? SUBSET : ""),
            ProxyFiles.seconds(setup.routeTimeout),
            setup.retries > 0
                ? "5xx,reset,connect-failure"
                : "connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes",
            setup.retries > 0 ? setup.retries : 2,
            setup.perTryTimeout.isZero()
                ? ""
                : "  per_try_timeout: " + ProxyFiles.seconds(setup.perTryTimeout) + "\n");
  }

  private static long limit(int set) {
    return set == 0 ? ProxyFiles.UNLIMITED : set;
  }

  private static final String UPSTREAM_TLS =
      """
      transport_socket:
        name: envoy.transport_sockets.tls
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext
          sni: outbound_.80_._.%s
          common_tls_context:
            tls_certificates: [{certificate_chain: {filename: client.pem}, private_key: {filename: client-key.pem}}]
            validation_context: {trusted_ca: {filename: roots.pem}}
      """
          .formatted(Cast.HOST);
}
