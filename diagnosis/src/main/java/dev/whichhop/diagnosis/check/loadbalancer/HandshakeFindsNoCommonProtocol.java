package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.HandshakeErrors;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.List;
import java.util.Set;

/**
 * The handshake fails because both sides share no TLS version, no cipher or no application
 * protocol.
 */
final class HandshakeFindsNoCommonProtocol implements Check {
  /**
   * Alerts 40, 70 and 120 and their own words: OpenSSL ssl/ssl_err.c, Go crypto/tls/alert.go, Java
   * SSLHandshakeException, gRPC ("Cannot check peer: missing selected ALPN property", grpc-go since
   * v1.67 and gRPC C core, envoyproxy/envoy issue 26172; "Failed ALPN negotiation", grpc-java).
   */
  private static final List<String> LITERALS =
      List.of(
          "alert protocol version",
          "protocol version not supported",
          "unsupported protocol",
          "no protocols available",
          "no appropriate protocol",
          "wrong ssl version",
          "alert handshake failure",
          "tls: handshake failure",
          "received fatal alert: handshake_failure",
          "received fatal alert: protocol_version",
          "no shared cipher",
          "missing selected alpn property",
          "failed alpn negotiation",
          "no application protocol");

  @Override
  public String id() {
    return "handshake-finds-no-common-protocol";
  }

  @Override
  public Hop hop() {
    return Hop.CLIENT;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS, EvidenceKind.SETTINGS);
  }

  @Override
  public Answer look(CaseFile file) {
    return HandshakeErrors.look(file.bundle(), LITERALS);
  }
}
