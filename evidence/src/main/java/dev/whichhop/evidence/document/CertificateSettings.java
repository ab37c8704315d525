package dev.whichhop.evidence.document;

import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.evidence.Setting;
import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;

/**
 * Validity and names of certificates as settings, whichever tool showed them.
 *
 * <p>Keys: {@code certificate.not-after} and {@code certificate.not-before} (ISO instants), {@code
 * certificate.subject}, {@code certificate.issuer}, {@code certificate.subject-alternative-name}
 * (one each, {@code DNS:name} or {@code URI:name}).
 */
public final class CertificateSettings {
  public static final String NOT_AFTER = "certificate.not-after";
  public static final String NOT_BEFORE = "certificate.not-before";
  public static final String SUBJECT = "certificate.subject";
  public static final String ISSUER = "certificate.issuer";
  public static final String ALTERNATIVE_NAME = "certificate.subject-alternative-name";

  private CertificateSettings() {}

  /** Adds an end or begin of validity; {@code of} says whose. */
  public static void validity(
      String key, Instant moment, String of, Place place, BundleBuilder into) {
    String word = key.equals(NOT_AFTER) ? "valid until " : "valid from ";
    into.add(new Setting(key, moment.toString(), new Evidence(place, of + ": " + word + moment)));
  }

  /**
   * Reads the certificates of an SDS secret ({@code tls_certificate.certificate_chain} and {@code
   * validation_context.trusted_ca} as base64 of PEM). What cannot be decoded, for example because
   * it was redacted, is left out: the secret itself is in the bundle all the same.
   */
  static void ofSecret(Node secret, BundleBuilder into) {
    Node tls = secret.any("tls_certificate", "tlsCertificate");
    Node validation = secret.any("validation_context", "validationContext");
    ofPem(tls.any("certificate_chain", "certificateChain"), secret, into);
    ofPem(validation.any("trusted_ca", "trustedCa"), secret, into);
  }

  private static void ofPem(Node source, Node secret, BundleBuilder into) {
    Node bytes = source.any("inline_bytes", "inlineBytes");
    if (!bytes.exists()) {
      return;
    }
    String name = secret.get("name").textOrEmpty();
    try {
      byte[] pem = Base64.getMimeDecoder().decode(bytes.textOrEmpty());
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))) {
        if (certificate instanceof X509Certificate x509) {
          Instant end = x509.getNotAfter().toInstant();
          Instant begin = x509.getNotBefore().toInstant();
          validity(NOT_AFTER, end, name, bytes.place(), into);
          validity(NOT_BEFORE, begin, name, bytes.place(), into);
        }
      }
    } catch (CertificateException | IllegalArgumentException _) {
      // Redacted or cut: there is nothing to say about its validity.
    }
  }
}
