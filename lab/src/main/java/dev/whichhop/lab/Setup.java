package dev.whichhop.lab;

import java.time.Duration;

/**
 * What an operator would have set, and the only source of both the proxies' configuration and the
 * Kubernetes objects, so that they cannot disagree. Fields not touched mean what Istio's default
 * is.
 */
public final class Setup {
  /**
   * Istio's {@code terminationDrainDuration} where nobody set one: istio/istio release 1.30
   * pkg/config/mesh/mesh.go; istio-envoy facts, E1.
   */
  static final Duration DEFAULT_DRAIN = Duration.ofSeconds(5);

  boolean strictMutualTls;
  boolean clientInsideMesh = true;
  boolean certificateExpired;
  boolean sidecarInjected = true;
  boolean originatesTls;
  boolean portNamedHttp2;
  boolean routedToSubset;
  boolean gatewayExpectsProxyProtocol;
  int maxConnections;
  int maxPendingRequests;
  int maxRequests;
  int maxRequestsPerConnection;
  int consecutive5xxErrors;
  int headerKilobytes;
  int retries;
  Duration perTryTimeout = Duration.ZERO;
  Duration routeTimeout = Duration.ZERO;
  Duration poolIdle = Duration.ZERO;
  Duration sidecarIdle = Duration.ZERO;
  Duration sidecarDrain = DEFAULT_DRAIN;
  Duration gatewayDrain = DEFAULT_DRAIN;
  String endpoint = Cast.POD_ADDRESS;
  String gatewayServerName = "";
  Behaviour application = new Behaviour();

  /** DestinationRule {@code connectionPool}; 0 leaves a limit as it is. */
  public Setup pool(int connections, int pending, int requests) {
    maxConnections = connections;
    maxPendingRequests = pending;
    maxRequests = requests;
    return this;
  }

  /** DestinationRule {@code maxRequestsPerConnection}. */
  public Setup requestsPerConnection(int requests) {
    maxRequestsPerConnection = requests;
    return this;
  }

  /** DestinationRule {@code connectionPool.http.idleTimeout}. */
  public Setup poolIdle(Duration idle) {
    poolIdle = idle;
    return this;
  }

  /** DestinationRule {@code outlierDetection.consecutive5xxErrors}, all hosts ejectable. */
  public Setup ejectAfter(int errors) {
    consecutive5xxErrors = errors;
    return this;
  }

  /** DestinationRule {@code tls.mode: ISTIO_MUTUAL}, whoever the peer is. */
  public Setup originatesTls() {
    originatesTls = true;
    return this;
  }

  /** VirtualService {@code timeout}. */
  public Setup routeTimeout(Duration timeout) {
    routeTimeout = timeout;
    return this;
  }

  /** VirtualService {@code retries} on 5xx and resets. */
  public Setup retries(int attempts, Duration perTry) {
    retries = attempts;
    perTryTimeout = perTry;
    return this;
  }

  /** The VirtualService names the subset {@code v2}, which no DestinationRule defines. */
  public Setup routedToSubset() {
    routedToSubset = true;
    return this;
  }

  /** The Service's port is named {@code http2-web}. */
  public Setup portNamedHttp2() {
    portNamedHttp2 = true;
    return this;
  }

  /** The only endpoint of the service that the gateway knows. */
  public Setup endpoint(String address) {
    endpoint = address;
    return this;
  }

  /** The gateway terminates TLS for this name only; {@code *} stands for any. */
  public Setup gatewayServerName(String name) {
    gatewayServerName = name;
    return this;
  }

  /** EnvoyFilter: so many KiB of request headers at gateway and sidecar, where Envoy takes 60. */
  public Setup headerKilobytes(int kilobytes) {
    headerKilobytes = kilobytes;
    return this;
  }

  /** The gateway expects a PROXY header on each connection. */
  public Setup gatewayExpectsProxyProtocol() {
    gatewayExpectsProxyProtocol = true;
    return this;
  }

  /** PeerAuthentication STRICT in the namespace of the application. */
  public Setup strictMutualTls() {
    strictMutualTls = true;
    return this;
  }

  /** The sidecar's certificate ran out yesterday. */
  public Setup certificateExpired() {
    certificateExpired = true;
    return this;
  }

  /** The caller is a pod without a sidecar that calls the application's pod in plain text. */
  public Setup clientOutsideMesh() {
    clientInsideMesh = false;
    return this;
  }

  /** The application's pod has no sidecar. */
  public Setup withoutSidecar() {
    sidecarInjected = false;
    application.address(Cast.POD_ADDRESS);
    return this;
  }

  /** The sidecar's {@code ISTIO_META_IDLE_TIMEOUT}. */
  public Setup sidecarIdle(Duration idle) {
    sidecarIdle = idle;
    return this;
  }

  /** {@code terminationDrainDuration} of the sidecars. */
  public Setup sidecarDrain(Duration drain) {
    sidecarDrain = drain;
    return this;
  }

  /** {@code terminationDrainDuration} of the gateway. */
  public Setup gatewayDrain(Duration drain) {
    gatewayDrain = drain;
    return this;
  }

  /** How the application behaves. */
  public Setup application(Behaviour behaviour) {
    application = behaviour;
    return this;
  }

  boolean sidecarSpeaksTls() {
    return strictMutualTls || certificateExpired;
  }

  boolean gatewaySpeaksTls() {
    return sidecarSpeaksTls() || originatesTls;
  }

  boolean gatewayTerminatesTls() {
    return !gatewayServerName.isEmpty();
  }
}
