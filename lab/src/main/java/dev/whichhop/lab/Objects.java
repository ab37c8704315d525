package dev.whichhop.lab;

import java.time.Instant;

/**
 * The Kubernetes objects, as {@code kubectl get -o yaml} prints them, from which Istio would make
 * the setup.
 */
final class Objects {
  private Objects() {}

  static String pods(Instant started) {
    return """
    apiVersion: v1
    kind: List
    items:
    %s%s%s\
    """
        .formatted(
            pod(
                Cast.GATEWAY,
                "istio-system",
                "istio-ingressgateway",
                Cast.GATEWAY_ADDRESS,
                "node-a",
                started,
                "istio-proxy",
                8080),
            pod(
                Cast.POD,
                "shop",
                "catalog",
                Cast.POD_ADDRESS,
                "node-b",
                started,
                "catalog",
                Cast.PORT),
            pod(
                Cast.CLIENT,
                "shop",
                "batch",
                Cast.CLIENT_ADDRESS,
                "node-c",
                started,
                "batch",
                9000));
  }

  private static String pod(
      String name,
      String namespace,
      String app,
      String address,
      String node,
      Instant started,
      String container,
      int port) {
    boolean injected = app.equals("catalog");
    return """
    - apiVersion: v1
      kind: Pod
      metadata:
        name: %1$s
        namespace: %2$s
        labels: {app: %3$s}
        creationTimestamp: "%6$s"
      spec:
        nodeName: %5$s
        containers:
        - name: %7$s
          ports: [{containerPort: %8$d, protocol: TCP}]
    %9$s  status:
        phase: Running
        podIP: %4$s
        conditions: [{type: Ready, status: "True", lastTransitionTime: "%6$s"}]
        containerStatuses:
        - {name: %7$s, ready: true, restartCount: 0, state: {running: {startedAt: "%6$s"}}}
    %10$s\
    """
        .formatted(
            name,
            namespace,
            app,
            address,
            node,
            started,
            container,
            port,
            injected ? "    - name: istio-proxy\n" : "",
            injected
                ? "    - {name: istio-proxy, ready: true, restartCount: 0, state: {running: {startedAt: \"%s\"}}}%n"
                    .formatted(started)
                : "");
  }

  static String service(Setup setup) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: catalog, namespace: shop}
    spec:
      selector: {app: catalog}
      ports:
      - {name: %s, port: 80, targetPort: %d, protocol: TCP}
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: catalog-7k2mz, namespace: shop, labels: {kubernetes.io/service-name: catalog}}
    addressType: IPv4
    endpoints:
    - addresses: [%s]
      conditions: {ready: true, serving: true, terminating: false}
      targetRef: {kind: Pod, name: %s, namespace: shop}
    ports:
    - {name: %1$s, port: %2$d, protocol: TCP}
    """
        .formatted(
            setup.portNamedHttp2 ? "http2-web" : "http-web", Cast.PORT, Cast.POD_ADDRESS, Cast.POD);
  }

  static String routing(Setup setup) {
    boolean tls = !setup.gatewayServerName.isEmpty();
    String host = tls ? setup.gatewayServerName : Cast.PUBLIC_HOST;
    return """
    apiVersion: networking.istio.io/v1
    kind: Gateway
    metadata: {name: shop, namespace: shop}
    spec:
      selector: {app: istio-ingressgateway}
      servers:
      - hosts: ["%1$s"]
        port: {name: %2$s, number: %3$d, protocol: %4$s}
    %5$s---
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: catalog, namespace: shop}
    spec:
      hosts: ["%1$s"]
      gateways: [shop]
      http:
      - name: catalog
        route:
        - destination: {host: %6$s, port: {number: 80}}
    %7$s\
    """
        .formatted(
            host,
            tls ? "https" : "http",
            tls ? 8443 : 8080,
            tls ? "HTTPS" : "HTTP",
            tls ? "    tls: {mode: SIMPLE, credentialName: shop-cert}\n" : "",
            Cast.HOST,
            setup.routeTimeout.isZero()
                ? ""
                : "    timeout: " + setup.routeTimeout.toMillis() + "ms\n");
  }

  /** Empty where the setup has no traffic policy. */
  static String policies(Setup setup) {
    StringBuilder policy = new StringBuilder();
    if (setup.maxConnections + setup.maxPendingRequests + setup.maxRequests > 0) {
      policy.append("    connectionPool:\n");
      if (setup.maxConnections > 0) {
        policy.append("      tcp: {maxConnections: ").append(setup.maxConnections).append("}\n");
      }
      if (setup.maxPendingRequests + setup.maxRequests > 0) {
        policy.append("      http:\n");
        limit(policy, "http1MaxPendingRequests", setup.maxPendingRequests);
        limit(policy, "http2MaxRequests", setup.maxRequests);
      }
    }
    if (setup.consecutive5xxErrors > 0) {
      policy
          .append("    outlierDetection:\n      consecutive5xxErrors: ")
          .append(setup.consecutive5xxErrors)
          .append(
              "\n      interval: 10s\n      baseEjectionTime: 30s\n      maxEjectionPercent: 100\n");
    }
    if (setup.sidecarSpeaksTls()) {
      policy.append("    tls: {mode: ISTIO_MUTUAL}\n");
    }
    String rule =
        policy.isEmpty()
            ? ""
            : """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: catalog, namespace: shop}
            spec:
              host: %s
              trafficPolicy:
            %s\
            """
                .formatted(Cast.HOST, policy);
    String strict =
        """
        apiVersion: security.istio.io/v1
        kind: PeerAuthentication
        metadata: {name: default, namespace: shop}
        spec:
          mtls: {mode: STRICT}
        """;
    return setup.strictMutualTls ? (rule.isEmpty() ? strict : rule + "---\n" + strict) : rule;
  }

  private static void limit(StringBuilder policy, String field, int value) {
    if (value > 0) {
      policy.append("        ").append(field).append(": ").append(value).append('\n');
    }
  }
}
