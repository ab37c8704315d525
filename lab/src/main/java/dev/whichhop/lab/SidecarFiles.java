package dev.whichhop.lab;

import java.util.Map;

/** Configuration of the sidecar of an application's pod, its inbound side only. */
final class SidecarFiles {
  private static final String CLUSTER = "inbound|" + Cast.PORT + "||";

  private SidecarFiles() {}

  static ProxyFiles of(Setup setup, Cast.Member pod) {
    return new ProxyFiles(
        pod.loopback() + ":15000",
        Map.of(
            "bootstrap.yaml",
            ProxyFiles.bootstrap("sidecar", pod, pod.app()),
            "clusters.yaml",
            ProxyFiles.resource(cluster(setup, pod)),
            "listeners.yaml",
            ProxyFiles.resource(listener(setup, pod))));
  }

  private static String cluster(Setup setup, Cast.Member pod) {
    return """
    "@type": type.googleapis.com/envoy.config.cluster.v3.Cluster
    name: "%1$s"
    type: STATIC
    connect_timeout: 10s
    upstream_bind_config: {source_address: {address: 127.0.0.6, port_value: 0}}
    circuit_breakers: {thresholds: [{max_connections: %2$d, max_pending_requests: %2$d, max_requests: %2$d, max_retries: %2$d}]}
    %3$sload_assignment:
      %4$s\
    """
        .formatted(
            CLUSTER,
            ProxyFiles.UNLIMITED,
            setup.portNamedHttp2 ? ProxyFiles.protocol(true, "") : "",
            ProxyFiles.endpoints(CLUSTER, pod.loopback(), Cast.PORT).indent(2).strip());
  }

  private static String listener(Setup setup, Cast.Member pod) {
    boolean tls = setup.sidecarSpeaksTls();
    return ProxyFiles.listener(
        "virtualInbound",
        "INBOUND",
        pod.address(),
        Cast.PORT,
        tls ? ProxyFiles.TLS_INSPECTOR : "",
        "name: \"0.0.0.0_%d\"%n".formatted(Cast.PORT)
            + (tls
                ? "filter_chain_match: {transport_protocol: tls}\n" + ProxyFiles.downstreamTls(true)
                : "")
            + ProxyFiles.connectionManager(
                "inbound_0.0.0.0_" + Cast.PORT + ";",
                CLUSTER,
                "default",
                ProxyFiles.limits(setup, setup.sidecarIdle),
                """
                cluster: "%s"
                timeout: 0s
                retry_policy: {retry_on: reset-before-request, num_retries: 2}
                """
                    .formatted(CLUSTER)));
  }
}
