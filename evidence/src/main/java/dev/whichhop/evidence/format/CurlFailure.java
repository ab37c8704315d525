package dev.whichhop.evidence.format;

import dev.whichhop.model.evidence.ClientFailure;
import java.util.Locale;

/**
 * What curl's exit code and message say about the wire. The codes are those of curl's
 * include/curl/curl.h; what the peer did for 28, 35, 52 and 56 was measured (istio-envoy facts,
 * section 2.1).
 */
final class CurlFailure {
  private CurlFailure() {}

  /**
   * @param code exit code of curl; 0 when only the message is known
   * @param connected false when the transcript shows that no connection came about
   */
  static ClientFailure of(int code, String message, boolean connected) {
    String text = message.toLowerCase(Locale.ROOT);
    return switch (code) {
      case 5, 6 -> ClientFailure.DNS;
      case 7 -> notConnected(text);
      case 16, 92, 95, 96 -> ClientFailure.HTTP2;
      case 18 -> ClientFailure.PARTIAL;
      case 22 -> ClientFailure.NONE;
      case 28 -> timeout(text, connected);
      case 35, 51, 58, 59, 60, 77, 83, 90, 91 -> ClientFailure.TLS;
      case 52 -> ClientFailure.EMPTY_REPLY;
      case 55, 56 -> text.contains("tunnel") ? ClientFailure.OTHER : ClientFailure.RESET;
      case 0 -> ofMessage(text, connected);
      default -> ClientFailure.OTHER;
    };
  }

  private static ClientFailure ofMessage(String text, boolean connected) {
    if (text.contains("empty reply from server")) {
      return ClientFailure.EMPTY_REPLY;
    }
    if (text.contains("could not resolve")) {
      return ClientFailure.DNS;
    }
    if (text.contains("ssl_connect")
        || text.contains("ssl connect")
        || text.contains("handshake")) {
      return ClientFailure.TLS;
    }
    if (text.contains("connection reset") || text.contains("recv failure")) {
      return ClientFailure.RESET;
    }
    if (text.contains("timed out") || text.contains("timeout")) {
      return timeout(text, connected);
    }
    return text.contains("connect") ? notConnected(text) : ClientFailure.OTHER;
  }

  private static ClientFailure notConnected(String text) {
    if (text.contains("no route to host") || text.contains("unreachable")) {
      return ClientFailure.UNREACHABLE;
    }
    return text.contains("timed out") || text.contains("timeout")
        ? ClientFailure.CONNECT_TIMEOUT
        : ClientFailure.REFUSED;
  }

  private static ClientFailure timeout(String text, boolean connected) {
    if (text.contains("resolving timed out")) {
      return ClientFailure.DNS;
    }
    // Measured with curl 7.88.1: said once a connection stands and TLS is agreed; before that it
    // says "Connection timed out", "Failed to connect … Timeout was reached" or
    // "Resolving timed out".
    if (text.contains("operation timed out after")) {
      return ClientFailure.TIMEOUT;
    }
    boolean connecting =
        !connected
            || text.contains("connection timed out")
            || text.contains("connection timeout")
            || text.contains("failed to connect");
    return connecting ? ClientFailure.CONNECT_TIMEOUT : ClientFailure.TIMEOUT;
  }
}
