package dev.whichhop.lab;

/** Service, EndpointSlice, Gateway and VirtualService from which Istio would make the setup. */
final class RoutingObjects {
  private RoutingObjects() {}

  static String service(Setup setup, Cast.Member serving) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: catalog, namespace: shop}
    spec:
      selector: {app: catalog}
      ports:
      - {name: %1$s, port: 80, targetPort: %2$d, protocol: TCP}
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: catalog-7k2mz, namespace: shop, labels: {kubernetes.io/service-name: catalog}}
    addressType: IPv4
    endpoints:
    - addresses: [%3$s]
      conditions: {ready: true, serving: true, terminating: false}
      targetRef: {kind: Pod, name: %4$s, namespace: shop}
    ports:
    - {name: %1$s, port: %2$d, protocol: TCP}
    """
        .formatted(
            setup.portNamedHttp2 ? "http2-web" : "http-web",
            Cast.PORT,
            serving.address(),
            serving.name());
  }

  static String routing(Setup setup) {
    boolean tls = setup.gatewayTerminatesTls();
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
        - destination: {host: %6$s, %7$sport: {number: 80}}
    %8$s%9$s\
    """
        .formatted(
            host,
            tls ? "https" : "http",
            tls ? 8443 : 8080,
            tls ? "HTTPS" : "HTTP",
            tls ? "    tls: {mode: SIMPLE, credentialName: shop-cert}\n" : "",
            Cast.HOST,
            setup.routedToSubset ? "subset: v2, " : "",
            setup.routeTimeout.isZero()
                ? ""
                : "    timeout: " + setup.routeTimeout.toMillis() + "ms\n",
            retries(setup));
  }

  private static String retries(Setup setup) {
    if (setup.retries == 0) {
      return "";
    }
    return "    retries: {attempts: %d, perTryTimeout: %dms, retryOn: \"5xx,reset,connect-failure\"}%n"
        .formatted(setup.retries, setup.perTryTimeout.toMillis());
  }
}
