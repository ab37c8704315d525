package dev.whichhop.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/**
 * Configuration of one proxy as Istio makes it, a file each for bootstrap, clusters, endpoints and
 * listeners. Names, retry policy, limits and the access-log format: istio/istio tag 1.30.3, {@code
 * pilot/pkg/networking/core} and {@code pilot/pkg/model/telemetry_logging.go}.
 *
 * @param admin address and port of the admin interface
 * @param files content by file name
 */
record ProxyFiles(String admin, Map<String, String> files) {
  static final String ACCESS_LOG =
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
  static final long UNLIMITED = 4294967295L;

  static final String TLS_INSPECTOR =
      """
      - name: envoy.filters.listener.tls_inspector
        typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector}
      """;

  static final String PROXY_PROTOCOL =
      """
      - name: envoy.filters.listener.proxy_protocol
        typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol}
      """;

  static String downstreamTls(boolean requireClientCertificate) {
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
   * The listener filters, or nothing.
   *
   * @param filters a YAML list, may be empty
   */
  static String listenerFilters(String filters) {
    return filters.isEmpty() ? "" : "listener_filters:\n" + filters;
  }

  /**
   * The listener of one port with one filter chain.
   *
   * @param filters its listener filters, a YAML list, may be empty
   */
  static String listener(
      String name, String direction, String address, int port, String filters, String chain) {
    return """
    "@type": type.googleapis.com/envoy.config.listener.v3.Listener
    name: %s
    traffic_direction: %s
    address: {socket_address: {address: %s, port_value: %d}}
    access_log:
    - filter: {response_flag_filter: {flags: [NR]}}
    %s
    %sfilter_chains:
    - %s
    """
        .formatted(
            name,
            direction,
            address,
            port,
            ACCESS_LOG.indent(2).stripTrailing(),
            listenerFilters(filters),
            chain.indent(2).strip());
  }

  /**
   * Only gateways take the caller's address for their own client's (useRemoteAddress in Istio's
   * listener_inbound.go and gateway.go); a sidecar keeps the request id and the addresses it is
   * sent.
   *
   * @param limits further fields of the connection manager, one a line; may be empty
   */
  static String connectionManager(
      String prefix, String routes, String name, String limits, String action) {
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
        %saccess_log:
        -%s
        http_filters:
        - name: envoy.filters.http.router
          typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router}
        route_config:
          name: "%s"
          validate_clusters: false
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
            limits.isEmpty() ? "" : limits.indent(4).stripLeading() + "    ",
            ACCESS_LOG.indent(6).stripTrailing().substring(5),
            routes,
            inbound ? "inbound|http|80" : Cast.PUBLIC_HOST + ":80",
            name,
            action.indent(12).stripTrailing());
  }

  /** Fields of a connection manager. */
  static String limits(Setup setup, Duration idle) {
    return (idle.isZero()
            ? ""
            : "common_http_protocol_options: {idle_timeout: %s}%n".formatted(seconds(idle)))
        + (setup.headerKilobytes == 0
            ? ""
            : "max_request_headers_kb: " + setup.headerKilobytes + "\n");
  }

  /** As Envoy writes a duration. */
  static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + "s";
  }

  /** How a cluster speaks to its endpoints. */
  static String protocol(boolean http2, String common) {
    return """
    typed_extension_protocol_options:
      envoy.extensions.upstreams.http.v3.HttpProtocolOptions:
        "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions
        common_http_protocol_options: {%s}
        explicit_http_config: {%s: {}}
    """
        .formatted(common, http2 ? "http2_protocol_options" : "http_protocol_options");
  }

  static String endpoints(String cluster, String address, int port) {
    return """
    cluster_name: "%s"
    endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: "%s", port_value: %d}}}}]}]
    """
        .formatted(cluster, address, port);
  }

  static String bootstrap(String kind, Cast.Member member, String name) {
    return """
    node: {id: "%s~%s~%s.%s~%s.svc.cluster.local", cluster: %s.%5$s}
    admin: {address: {socket_address: {address: %s, port_value: 15000}}}
    dynamic_resources:
      cds_config: {path_config_source: {path: ./clusters.yaml}}
      lds_config: {path_config_source: {path: ./listeners.yaml}}
    """
        .formatted(
            kind,
            member.address(),
            member.name(),
            member.namespace(),
            member.namespace(),
            name,
            member.loopback());
  }

  /** The file in which Envoy finds one resource. */
  static String resource(String body) {
    return "resources:\n- " + body.indent(2).strip() + "\n";
  }

  /** Writes the files that {@code envoy -c bootstrap.yaml} reads. */
  void write(Path folder) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /** Replaces one file of a running proxy; Envoy sees files that are moved into their place. */
  static void push(Path folder, String name, String content) throws IOException {
    Path fresh = folder.resolve(name + ".fresh");
    Files.writeString(fresh, content);
    Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
