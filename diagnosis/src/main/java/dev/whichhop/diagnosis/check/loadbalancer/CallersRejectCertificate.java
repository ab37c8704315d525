package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.HandshakeErrors;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.List;
import java.util.Set;

/** Callers end the handshake themselves because of the certificate: ended, or for another name. */
final class CallersRejectCertificate implements Check {
  /**
   * What verifiers print: OpenSSL crypto/x509/x509_txt.c, curl lib/vtls, Go crypto/x509, Java
   * sun.security.validator and HostnameChecker, Python ssl, Node.js lib/tls.js.
   */
  private static final List<String> LITERALS =
      List.of(
          "certificate has expired",
          "certificate is not yet valid",
          "no alternative certificate subject name matches",
          "certificate subject name",
          "subjectaltname does not match",
          "subject name does not match",
          "x509: certificate is valid for",
          "x509: certificate is not valid for any names",
          "no subject alternative",
          "no name matching",
          "validity check failed",
          "certificateexpiredexception",
          "hostname mismatch",
          "cert_has_expired",
          "err_tls_cert_altname_invalid");

  @Override
  public String id() {
    return "callers-reject-certificate";
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
