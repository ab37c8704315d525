package dev.whichhop.probe.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates are accepted.
 *
 * @param manager judges chains
 * @param checked false accepts every certificate, also one for another name
 */
public record Trust(X509ExtendedTrustManager manager, boolean checked) {

  /** The authorities that the Java runtime brings. */
  public static Trust ofRuntime() throws GeneralSecurityException {
    return checked(null);
  }

  /** The authorities of a PEM file alone, as {@code curl --cacert}. */
  public static Trust ofFile(Path pem) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(pem)) {
      for (var one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + store.size(), one);
      }
    }
    if (store.size() == 0) {
      throw new CertificateException("no certificate in it");
    }
    return checked(store);
  }

  /** Accepts everything, as {@code curl -k}. */
  public static Trust everybody() {
    return new Trust(new UncheckedCertificates(), false);
  }

  private static Trust checked(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager one : factory.getTrustManagers()) {
      if (one instanceof X509ExtendedTrustManager manager) {
        return new Trust(new CheckedCertificates(manager), true);
      }
    }
    throw new GeneralSecurityException("this Java runtime checks no X.509 certificates");
  }

  /** What TLS connections are made from. */
  public SSLContext context() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {manager}, null);
    return context;
  }
}
