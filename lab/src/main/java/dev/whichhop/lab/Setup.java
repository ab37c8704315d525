package dev.whichhop.lab;

import java.time.Duration;

/**
 * What an operator would have set, and the only source of both the proxies' configuration and the
 * Kubernetes objects, so that they cannot disagree. Fields not touched mean what Istio's default
 * is.
 */
public final class Setup {
  boolean strictMutualTls;
  boolean clientInsideMesh = true;
  boolean certificateExpired;
  int maxConnections;
  int maxPendingRequests;
  int maxRequests;
  int consecutive5xxErrors;
  Duration routeTimeout = Duration.ZERO;
  boolean portNamedHttp2;
  boolean endpointStale;
  String gatewayServerName = "";
  Duration applicationKeepAlive = Duration.ofSeconds(75);

  /** DestinationRule {@code connectionPool}; 0 leaves a limit as it is. */
  public Setup pool(int connections, int pending, int requests) {
    maxConnections = connections;
    maxPendingRequests = pending;
    maxRequests = requests;
    return this;
  }

  /** DestinationRule {@code outlierDetection.consecutive5xxErrors}, all hosts ejectable. */
  public Setup ejectAfter(int errors) {
    consecutive5xxErrors = errors;
    return this;
  }

  /** VirtualService {@code timeout}. */
  public Setup routeTimeout(Duration timeout) {
    routeTimeout = timeout;
    return this;
  }

  /**
   * The Service's port is named {@code http2-web}; the application speaks HTTP/1.1 all the same.
   */
  public Setup portNamedHttp2() {
    portNamedHttp2 = true;
    return this;
  }

  /** The gateway still has the address of a pod that is gone. */
  public Setup endpointStale() {
    endpointStale = true;
    return this;
  }

  /** The gateway terminates TLS for this name only. */
  public Setup gatewayServerName(String name) {
    gatewayServerName = name;
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

  /** After this much idle time the application closes a connection. */
  public Setup applicationKeepAlive(Duration idle) {
    applicationKeepAlive = idle;
    return this;
  }

  boolean sidecarSpeaksTls() {
    return strictMutualTls || certificateExpired;
  }
}
