package dev.whichhop.probe.wire;

/** How the wire itself ended, seen below TLS. */
public enum WireEnd {
  /** The peer's orderly end of its direction. */
  FIN,
  /** TLS said goodbye before the FIN: a process that still could speak closed it. */
  CLOSE_NOTIFY,
  /** The peer, or a box between, threw the connection away. */
  RESET,
  /** Our own patience ran out; the connection stood. */
  TIMEOUT
}
