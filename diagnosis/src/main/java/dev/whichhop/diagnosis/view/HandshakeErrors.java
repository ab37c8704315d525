package dev.whichhop.diagnosis.view;

import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why callers' TLS handshakes failed, in the words of their TLS libraries and of openssl. */
public final class HandshakeErrors {
  /** What {@code openssl s_client} says of the other side. */
  private static final List<String> SETTINGS =
      List.of("tls.verify-return-code", "tls.verify-error");

  private HandshakeErrors() {}

  /**
   * Whether failed handshakes name one of the reasons.
   *
   * @param literals in lower case
   */
  public static Answer look(Bundle bundle, List<String> literals) {
    List<Evidence> found = new ArrayList<>();
    String subject = "";
    Evidence looked = null;
    for (Observation call : Callers.observations(bundle)) {
      if (call.clientFailure() != ClientFailure.TLS
          && call.clientFailure() != ClientFailure.OTHER) {
        continue;
      }
      looked = looked == null ? call.evidence() : looked;
      if (has(literals, call.details()) || has(literals, call.body())) {
        found.add(call.evidence());
        subject = subject.isEmpty() ? call.authority() : subject;
      }
    }
    for (Setting setting : bundle.settings()) {
      if (SETTINGS.contains(setting.key())) {
        looked = looked == null ? setting.evidence() : looked;
        if (has(literals, setting.value())) {
          found.add(setting.evidence());
        }
      }
    }
    if (!found.isEmpty()) {
      return Answer.found(
          subject.isEmpty() ? found.getFirst().place().file() : subject,
          found.subList(0, Math.min(3, found.size())),
          "count",
          found.size(),
          "host",
          subject.isEmpty() ? "<host>" : subject);
    }
    return looked == null
        ? Answer.blind("client-transcript")
        : Answer.absent(looked.place().file(), "the failing handshakes");
  }

  private static boolean has(List<String> literals, String text) {
    String folded = text.toLowerCase(Locale.ROOT);
    return literals.stream().anyMatch(folded::contains);
  }
}
