package dev.whichhop.evidence.format;

import static dev.whichhop.evidence.document.CertificateSettings.ALTERNATIVE_NAME;
import static dev.whichhop.evidence.document.CertificateSettings.ISSUER;
import static dev.whichhop.evidence.document.CertificateSettings.NOT_AFTER;
import static dev.whichhop.evidence.document.CertificateSettings.NOT_BEFORE;
import static dev.whichhop.evidence.document.CertificateSettings.SUBJECT;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.document.CertificateSettings;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.evidence.Setting;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Output of {@code openssl x509 -noout -dates …}, {@code openssl x509 -text} and {@code openssl
 * s_client}.
 *
 * <p>Beside the certificate settings: {@code tls.verify-return-code} ({@code 10 (certificate has
 * expired)}), {@code tls.verify-error}, {@code tls.protocol}, {@code tls.alpn}, {@code
 * tls.write-error} (an errno: 104 is a reset), {@code tls.peer-certificate} = {@code none}.
 */
public final class OpensslReader implements Reader {
  /** What a line starts with, to the key of the rest; longer ones of the same start first. */
  private static final Map<String, String> STARTS =
      Map.ofEntries(
          Map.entry("notAfter=", NOT_AFTER),
          Map.entry("Not After : ", NOT_AFTER),
          Map.entry("notBefore=", NOT_BEFORE),
          Map.entry("Not Before: ", NOT_BEFORE),
          Map.entry("subject=", SUBJECT),
          Map.entry("Subject: ", SUBJECT),
          Map.entry("issuer=", ISSUER),
          Map.entry("Issuer: ", ISSUER),
          Map.entry("Verify return code: ", "tls.verify-return-code"),
          Map.entry("verify error:", "tls.verify-error"),
          Map.entry("Protocol  : ", "tls.protocol"),
          Map.entry("Protocol: ", "tls.protocol"),
          Map.entry("ALPN protocol: ", "tls.alpn"),
          Map.entry("write:errno=", "tls.write-error"));

  private static final String NO_CERTIFICATE = "no peer certificate available";

  /** {@code Apr 20 11:58:02 2021 GMT}, spaces already single. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("MMM d HH:mm:ss yyyy", Locale.ENGLISH);

  @Override
  public String format() {
    return "openssl";
  }

  @Override
  public int recognises(TextFile file) {
    int score = 0;
    for (String line : file.head()) {
      String text = line.strip();
      boolean strong =
          text.startsWith("notAfter=")
              || text.startsWith("Not After : ")
              || text.startsWith("Verify return code: ")
              || text.startsWith("CONNECTED(0000")
              || text.equals(NO_CERTIFICATE);
      score = Math.max(score, strong ? 92 : text.startsWith("subject=") ? 60 : 0);
    }
    return score;
  }

  @Override
  public void read(TextFile file, BundleBuilder into, Problems problems) throws IOException {
    Reading reading = new Reading(into, problems);
    file.forEachLine((line, number) -> reading.line(line.strip(), file.at(number)));
  }

  /** One file being read; dates are told with the subject printed before them. */
  private static final class Reading {
    private final BundleBuilder into;
    private final Problems problems;
    private String subject = "certificate";
    private boolean names;

    Reading(BundleBuilder into, Problems problems) {
      this.into = into;
      this.problems = problems;
    }

    void line(String line, Place place) {
      if (names) {
        alternativeNames(line, place);
      }
      names = line.startsWith("X509v3 Subject Alternative Name:");
      if (line.equals(NO_CERTIFICATE)) {
        into.add(new Setting("tls.peer-certificate", "none", new Evidence(place, line)));
        return;
      }
      if (line.startsWith("New, ") && line.contains("Cipher is ")) {
        String protocol = line.substring(5, line.indexOf(',', 5));
        into.add(new Setting("tls.protocol", protocol, new Evidence(place, line)));
        return;
      }
      if (line.startsWith("v:NotBefore: ")) {
        chainDates(line, place);
        return;
      }
      for (Map.Entry<String, String> start : STARTS.entrySet()) {
        if (line.startsWith(start.getKey())) {
          setting(start.getValue(), line.substring(start.getKey().length()).strip(), line, place);
          return;
        }
      }
    }

    private void setting(String key, String value, String line, Place place) {
      if (key.equals(NOT_AFTER) || key.equals(NOT_BEFORE)) {
        date(key, value, place);
        return;
      }
      if (key.equals(SUBJECT)) {
        subject = value;
      }
      into.add(new Setting(key, value, new Evidence(place, line)));
    }

    /** {@code v:NotBefore: Apr 20 …; NotAfter: Apr 20 …} in the chain of s_client. */
    private void chainDates(String line, Place place) {
      int semicolon = line.indexOf("; NotAfter: ");
      if (semicolon > 0) {
        date(NOT_BEFORE, line.substring("v:NotBefore: ".length(), semicolon), place);
        date(NOT_AFTER, line.substring(semicolon + "; NotAfter: ".length()), place);
      }
    }

    private void date(String key, String text, Place place) {
      instant(text)
          .ifPresentOrElse(
              moment -> CertificateSettings.validity(key, moment, subject, place, into),
              () -> problems.report(place, "expected a date such as Apr 20 11:58:02 2021 GMT"));
    }

    private void alternativeNames(String line, Place place) {
      for (String name : line.split(", ", -1)) {
        if (name.indexOf(':') > 0) {
          into.add(new Setting(ALTERNATIVE_NAME, name, new Evidence(place, line)));
        }
      }
    }
  }

  /** OpenSSL's own form, or {@code -dateopt iso_8601} ({@code 2021-04-20 11:58:02Z}). */
  static Optional<Instant> instant(String text) {
    try {
      if (text.endsWith("Z")) {
        return Optional.of(Instant.parse(text.replace(' ', 'T')));
      }
      String[] words = text.strip().split("\\s+", 6);
      if (words.length != 5 || !words[4].equals("GMT")) {
        return Optional.empty();
      }
      String date = String.join(" ", words[0], words[1], words[2], words[3]);
      return Optional.of(LocalDateTime.parse(date, DATE).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
