package dev.whichhop.probe.wire;

import java.util.Set;
import java.util.TreeSet;

/** Every code that an ending can have. */
public final class EndingCodes {
  private static final String STATUS = "http-";
  private static final String ALERT = "tls-alert-";

  private EndingCodes() {}

  /** All codes without those of statuses and TLS alerts, which are many. */
  public static Set<String> fixed() {
    Set<String> all = new TreeSet<>();
    all.add(new Ending.NameNotResolved().code());
    all.add(new Ending.Refused().code());
    all.add(new Ending.Unreachable().code());
    all.add(new Ending.ConnectTimeout().code());
    all.add(new Ending.NotTls().code());
    all.add(new Ending.TlsFailure().code());
    all.add(new Ending.NotHttp2().code());
    all.add(new Ending.StreamLimit().code());
    all.add(new Ending.HeadersTooLarge().code());
    all.add(new Ending.BadFraming(Phase.HEADERS).code());
    all.add(new Ending.BadFraming(Phase.BODY).code());
    for (OwnLimit one : OwnLimit.values()) {
      all.add(new Ending.ClientLimit(one).code());
    }
    for (CertificateFault one : CertificateFault.values()) {
      all.add(new Ending.BadCertificate(one).code());
    }
    for (Ending.Foreign one : Ending.Foreign.values()) {
      all.add(new Ending.NotHttp(one).code());
    }
    for (Phase phase : Phase.values()) {
      for (WireEnd how : WireEnd.values()) {
        all.add(new Ending.Lost(phase, how).code());
      }
    }
    return all;
  }

  public static boolean isKnown(String code) {
    return fixed().contains(code)
        || code.startsWith(ALERT)
        || code.matches("h2-(stream-reset|goaway)-[a-z0-9-]+|grpc-[0-9]{1,2}")
        || code.matches(STATUS + "[1-5][0-9][0-9]");
  }
}
