package dev.whichhop.probe.wire;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an exception of JSSE says; its texts are fixed and English in every locale. */
public final class TlsEnding {
  private static final String ALERT = "Received fatal alert: ";

  private TlsEnding() {}

  public static Ending of(Phase phase, IOException failure) {
    for (@Nullable Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof CheckedCertificates.Unaccepted unaccepted) {
        return new Ending.BadCertificate(unaccepted.fault());
      }
    }
    String text = String.valueOf(failure.getMessage());
    int alert = text.indexOf(ALERT);
    if (alert >= 0) {
      String name = text.substring(alert + ALERT.length()).strip().toLowerCase(Locale.ROOT);
      return new Ending.TlsAlert(phase, name);
    }
    return text.contains("Unsupported or unrecognized SSL message")
        ? new Ending.NotTls()
        : new Ending.TlsFailure();
  }
}
