package dev.whichhop.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Configuration of one proxy as Istio makes it: bootstrap, clusters and listeners. Names, retry
 * policy, limits and the access-log format: istio/istio tag 1.30.3, {@code
 * pilot/pkg/networking/core} and {@code pilot/pkg/model/telemetry_logging.go}.
 */
record ProxyFiles(String admin, String bootstrap, String clusters, String listeners) {
  private static final String ACCESS_LOG =
      """
      name: envoy.access_loggers.file
      typed_config:
        "@type": type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog
        path: /dev/stdout
        log_format:
          text_format_source:
            inline_string: "[%START_TIME%] \\"%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%\\" %RESPONSE_CODE% %RESPONSE_FLAGS% %RESPONSE_CODE_DETAILS% %CONNECTION_TERMINATION_DETAILS% \\"%UPSTREAM_TRANSPORT_FAILURE_REASON%\\" %BYTES_RECEIVED% %BYTES_SENT% %DURATION% %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% \\"%REQ(X-FORWARDED-FOR)%\\" \\"%REQ(USER-AGENT)%\\" \\"%REQ(X-REQUEST-ID)%\\" \\"%REQ(:AUTHORITY)%\\" \\"%UPSTREAM_HOST%\\" %UPSTREAM_CLUSTER_RAW% %UPSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_REMOTE_ADDRESS% %REQUESTED_SERVER_NAME% %ROUTE_NAME%\\n"
      """;

  /** Istio's limit where no DestinationRule sets one. */
  private static final long UNLIMITED = 4294967295L;

  static ProxyFiles gateway(Setup setup) {
    String route = "outbound|80||" + Cast.HOST;
    String timeout =
        setup.routeTimeout.isZero() ? "0s" : setup.routeTimeout.toMillis() / 1000.0 + "s";
    String listener =
        """
        "@type": type.googleapis.com/envoy.config.listener.v3.Listener
        name: 0.0.0.0_%2$s
        traffic_direction: OUTBOUND
        address: {socket_address: {address: %1$s, port_value: %2$s}}
        access_log:
        - filter: {response_flag_filter: {flags: [NR]}}
        %4$s
        %3$s
        filter_chains:
        - %5$s
        """
            .formatted(
                Cast.GATEWAY_ADDRESS,
                setup.gatewayServerName.isEmpty() ? 8080 : 8443,
                setup.gatewayServerName.isEmpty() ? "" : TLS_INSPECTOR,
                ACCESS_LOG.indent(2).stripTrailing(),
                ((setup.gatewayServerName.isEmpty()
                            ? ""
                            : "filter_chain_match: {server_names: ["
                                + setup.gatewayServerName
                                + "]}\n"
                                + downstreamTls(false))
                        + connectionManager(
                            "outbound_0.0.0.0_8080;",
                            "http.8080",
                            "catalog",
                            """
                            cluster: "%s"
                            timeout: %s
                            retry_policy:
                              retry_on: connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes
                              num_retries: 2
                              host_selection_retry_max_attempts: 5
                            """
                                .formatted(route, timeout)))
                    .indent(2)
                    .strip());
    String cluster =
        """
        "@type": type.googleapis.com/envoy.config.cluster.v3.Cluster
        name: "%s"
        type: STATIC
        connect_timeout: 10s
        lb_policy: LEAST_REQUEST
        common_lb_config: {healthy_panic_threshold: {}}
        upstream_bind_config: {source_address: {address: %s, port_value: 0}}
        circuit_breakers: {thresholds: [{max_connections: %d, max_pending_requests: %d, max_requests: %d, max_retries: %d}]}
        %s%s%sload_assignment:
          cluster_name: "%s"
          endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: %s, port_value: %d}}}}]}]
        """
            .formatted(
                route,
                Cast.GATEWAY_ADDRESS,
                limit(setup.maxConnections),
                limit(setup.maxPendingRequests),
                limit(setup.maxRequests),
                UNLIMITED,
                setup.consecutive5xxErrors == 0
                    ? ""
                    : "outlier_detection: {consecutive_5xx: %d, enforcing_consecutive_5xx: 100, interval: 10s, base_ejection_time: 30s, max_ejection_percent: 100, enforcing_success_rate: 0}%n"
                        .formatted(setup.consecutive5xxErrors),
                setup.portNamedHttp2 ? HTTP2 : "",
                setup.sidecarSpeaksTls() ? UPSTREAM_TLS : "",
                route,
                setup.endpointStale ? Cast.GONE_ADDRESS : Cast.POD_ADDRESS,
                Cast.PORT);
    return files(
        "router",
        Cast.GATEWAY_ADDRESS,
        Cast.GATEWAY + ".istio-system",
        "127.0.0.1",
        cluster,
        listener);
  }

  static ProxyFiles sidecar(Setup setup) {
    String cluster =
        """
        "@type": type.googleapis.com/envoy.config.cluster.v3.Cluster
        name: "inbound|%1$d||"
        type: STATIC
        connect_timeout: 10s
        upstream_bind_config: {source_address: {address: 127.0.0.6, port_value: 0}}
        circuit_breakers: {thresholds: [{max_connections: %2$d, max_pending_requests: %2$d, max_requests: %2$d, max_retries: %2$d}]}
        %3$sload_assignment:
          cluster_name: "inbound|%1$d||"
          endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: 127.0.0.1, port_value: %1$d}}}}]}]
        """
            .formatted(Cast.PORT, UNLIMITED, setup.portNamedHttp2 ? HTTP2 : "");
    String listener =
        """
        "@type": type.googleapis.com/envoy.config.listener.v3.Listener
        name: virtualInbound
        traffic_direction: INBOUND
        address: {socket_address: {address: %s, port_value: %d}}
        access_log:
        - filter: {response_flag_filter: {flags: [NR]}}
        %s
        %s
        filter_chains:
        - name: "0.0.0.0_%d"
          %s
        """
            .formatted(
                Cast.POD_ADDRESS,
                Cast.PORT,
                ACCESS_LOG.indent(2).stripTrailing(),
                setup.sidecarSpeaksTls() ? TLS_INSPECTOR : "",
                Cast.PORT,
                ((setup.sidecarSpeaksTls()
                            ? "filter_chain_match: {transport_protocol: tls}\n"
                                + downstreamTls(true)
                            : "")
                        + connectionManager(
                            "inbound_0.0.0.0_" + Cast.PORT + ";",
                            "inbound|" + Cast.PORT + "||",
                            "default",
                            """
                            cluster: "inbound|%d||"
                            timeout: 0s
                            retry_policy: {retry_on: reset-before-request, num_retries: 2}
                            """
                                .formatted(Cast.PORT)))
                    .indent(2)
                    .strip());
    return files("sidecar", Cast.POD_ADDRESS, Cast.POD + ".shop", "127.0.0.2", cluster, listener);
  }

  private static final String TLS_INSPECTOR =
      """
      listener_filters:
      - name: envoy.filters.listener.tls_inspector
        typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector}
      """
          .stripTrailing();

  private static final String HTTP2 =
      """
      typed_extension_protocol_options:
        envoy.extensions.upstreams.http.v3.HttpProtocolOptions:
          "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions
          explicit_http_config: {http2_protocol_options: {}}
      """;

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

  private static String downstreamTls(boolean requireClientCertificate) {
    return """
    transport_socket:
      name: envoy.transport_sockets.tls
      typed_config:
        "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext
        require_client_certificate: %s
        common_tls_context:
          tls_certificates: [{certificate_chain: {filename: server.pem}, private_key: {filename: server-key.pem}}]
          validation_context: {trusted_ca: {filename: roots.pem}}
    """
        .formatted(requireClientCertificate);
  }

  /**
   * Only gateways take the caller's address for their own client's (useRemoteAddress in Istio's
   * listener_inbound.go and gateway.go); a sidecar keeps the request id and the addresses it is
   * sent.
   */
  private static String connectionManager(
      String prefix, String routes, String name, String action) {
    boolean inbound = routes.startsWith("inbound");
    return """
    filters:
    - name: envoy.filters.network.http_connection_manager
      typed_config:
        "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
        stat_prefix: "%s"
        server_name: istio-envoy
        use_remote_address: %s
        stream_idle_timeout: 0s
        access_log:
        -%s
        http_filters:
        - name: envoy.filters.http.router
          typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router}
        route_config:
          name: "%s"
          virtual_hosts:
          - name: "%s"
            domains: ["*"]
            routes:
            - name: %s
              match: {prefix: /}
              route:
    %s
    """
        .formatted(
            prefix,
            !inbound,
            ACCESS_LOG.indent(6).stripTrailing().substring(5),
            routes,
            inbound ? "inbound|http|80" : Cast.PUBLIC_HOST + ":80",
            name,
            action.indent(12).stripTrailing());
  }

  private static ProxyFiles files(
      String kind, String address, String pod, String admin, String cluster, String listener) {
    String bootstrap =
        """
        node: {id: "%s~%s~%s~%s.svc.cluster.local", cluster: %s}
        admin: {address: {socket_address: {address: %s, port_value: 15000}}}
        dynamic_resources:
          cds_config: {path_config_source: {path: ./clusters.yaml}}
          lds_config: {path_config_source: {path: ./listeners.yaml}}
        """
            .formatted(
                kind,
                address,
                pod,
                pod.substring(pod.lastIndexOf('.') + 1),
                pod.contains("gateway") ? "istio-ingressgateway.istio-system" : "catalog.shop",
                admin);
    return new ProxyFiles(admin + ":15000", bootstrap, resource(cluster), resource(listener));
  }

  private static String resource(String body) {
    return "resources:\n- " + body.indent(2).strip() + "\n";
  }

  private static long limit(int set) {
    return set == 0 ? UNLIMITED : set;
  }

  /** Writes the three files that {@code envoy -c bootstrap.yaml} reads. */
  void write(Path folder) throws IOException {
    Files.writeString(folder.resolve("bootstrap.yaml"), bootstrap);
    Files.writeString(folder.resolve("clusters.yaml"), clusters);
    Files.writeString(folder.resolve("listeners.yaml"), listeners);
  }
}
