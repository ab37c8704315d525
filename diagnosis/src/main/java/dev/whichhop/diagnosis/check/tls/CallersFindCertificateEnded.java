package dev.whichhop.diagnosis.check.tls;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.HandshakeErrors;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.List;
import java.util.Set;

/** Callers end the handshake themselves because the server's certificate is over its time. */
final class CallersFindCertificateEnded implements Check {
  /**
   * What verifiers print of an end: OpenSSL crypto/x509/x509_txt.c, Go crypto/x509 ("certificate
   * has expired or is not yet valid"), Java CertificateExpiredException, Node.js lib/tls.js.
   */
  private static final List<String> LITERALS =
      List.of("certificate has expired", "certificateexpiredexception", "cert_has_expired");

  @Override
  public String id() {
    return "callers-find-certificate-ended";
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
