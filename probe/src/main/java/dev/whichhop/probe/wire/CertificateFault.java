package dev.whichhop.probe.wire;

/** Why a server's certificate is not accepted. */
public enum CertificateFault {
  EXPIRED("expired"),
  NOT_YET_VALID("not-yet-valid"),
  /** Valid, and for another name. */
  WRONG_NAME("wrong-name"),
  /** Signed by itself and not among the trusted ones. */
  SELF_SIGNED("self-signed"),
  /** No chain leads to a trusted authority. */
  UNTRUSTED("untrusted"),
  /** Anything else that a check of certificates calls wrong: key usage, weak algorithm. */
  OTHER("other");

  private final String word;

  CertificateFault(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
