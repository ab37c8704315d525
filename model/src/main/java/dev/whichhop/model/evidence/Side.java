package dev.whichhop.model.evidence;

/**
 * From which side of a hop a request was seen. It matters: {@code UC} in an inbound line blames the
 * application, in an outbound line the peer.
 */
public enum Side {
  /** The caller's own log or transcript. */
  CALLER,
  /** A load balancer's own access log. */
  BALANCER,
  /** A gateway's access log (one line for both of its legs). */
  GATEWAY,
  /** A sidecar's line for a request that its own workload sends, {@code outbound|…}. */
  OUTBOUND,
  /** A sidecar's line for a request that its own workload receives, {@code inbound|…}. */
  INBOUND,
  /** The log of the server that should answer: queue-proxy, activator, application. */
  SERVER
}
