package dev.whichhop.model.evidence;

/**
 * How a request ended for a caller that got no complete answer, in the terms of the wire.
 *
 * <p>curl exit codes in parentheses were measured (istio-envoy facts, section 2.1): 52 means that
 * the peer read the request and closed with FIN, 56 that it or a middlebox sent RST.
 */
public enum ClientFailure {
  NONE,
  /** Connection closed with FIN before a byte of the answer (52). */
  EMPTY_REPLY,
  /** RST before or within the answer (56). */
  RESET,
  /** Nothing listens, or RST to the SYN (7). */
  REFUSED,
  /** SYN without an answer until the caller gave up (28 while connecting). */
  CONNECT_TIMEOUT,
  /** Connected, but no (complete) answer until the caller gave up (28). */
  TIMEOUT,
  /** No route or network unreachable. */
  UNREACHABLE,
  /** Name not resolved (6). */
  DNS,
  /** TLS handshake failed (35, 60). */
  TLS,
  /** The answer ended early (18). */
  PARTIAL,
  /** HTTP/2 framing, RST_STREAM or GOAWAY (16, 92). */
  HTTP2,
  /** Something else that the caller called an error. */
  OTHER
}
