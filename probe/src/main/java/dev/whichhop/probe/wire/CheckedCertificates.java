package dev.whichhop.probe.wire;

import java.net.Socket;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Judges a server's certificate as JSSE does, and says by class what is wrong with it. */
final class CheckedCertificates extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager judge;

  CheckedCertificates(X509ExtendedTrustManager judge) {
    this.judge = judge;
  }

  /** A certificate that is not accepted. */
  static final class Unaccepted extends CertificateException {
    private final CertificateFault fault;

    Unaccepted(CertificateFault fault, CertificateException why) {
      super(why);
      this.fault = fault;
    }

    CertificateFault fault() {
      return fault;
    }
  }

  private interface Check {
    void run() throws CertificateException;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    judged(chain, type, () -> judge.checkServerTrusted(chain, type, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    judged(chain, type, () -> judge.checkServerTrusted(chain, type, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    judged(chain, type, () -> judge.checkServerTrusted(chain, type));
  }

  private void judged(X509Certificate[] chain, String type, Check check) throws Unaccepted {
    try {
      check.run();
      // JSSE accepts a certificate that is itself among the trusted ones without its dates.
      chain[0].checkValidity();
    } catch (CertificateException why) {
      throw new Unaccepted(fault(chain, type, why), why);
    }
  }

  private CertificateFault fault(X509Certificate[] chain, String type, CertificateException why) {
    if (has(why, CertificateExpiredException.class)) {
      return CertificateFault.EXPIRED;
    }
    if (has(why, CertificateNotYetValidException.class)) {
      return CertificateFault.NOT_YET_VALID;
    }
    try {
      // The same chain without a name: when that is accepted, it was the name.
      judge.checkServerTrusted(chain, type);
      return CertificateFault.WRONG_NAME;
    } catch (CertificateException untrusted) {
      return signsItself(chain)
          ? CertificateFault.SELF_SIGNED
          : has(untrusted, CertPathBuilderException.class)
              ? CertificateFault.UNTRUSTED
              : CertificateFault.OTHER;
    }
  }

  private static boolean signsItself(X509Certificate[] chain) {
    return chain.length == 1
        && chain[0].getIssuerX500Principal().equals(chain[0].getSubjectX500Principal());
  }

  private static boolean has(Throwable why, Class<? extends Throwable> kind) {
    @Nullable Throwable one = why;
    while (one != null) {
      if (kind.isInstance(one)) {
        return true;
      }
      one = one.getCause();
    }
    return false;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    judge.checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    judge.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    judge.checkClientTrusted(chain, type, engine);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return judge.getAcceptedIssuers();
  }
}
