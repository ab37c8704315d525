package dev.whichhop.diagnosis.symptom;

import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Note;
import dev.whichhop.model.evidence.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Literal error messages in prose: what is left when a ticket is all there is. Prose is not
 * understood, only searched for the words that programs print when a request fails.
 */
final class Complaints implements SymptomDetector {
  private static final List<String> LITERALS =
      List.of(
          "empty reply from server",
          "curl: (",
          "connection reset by peer",
          "upstream connect error",
          "reset before headers",
          "no healthy upstream",
          "upstream request timeout",
          "connection refused",
          "connection timed out",
          "context deadline exceeded",
          "bad gateway",
          "service unavailable",
          "gateway timeout",
          "gateway time-out",
          " 502",
          " 503",
          " 504");

  @Override
  public List<Symptom> detect(Bundle bundle, List<Exchange> exchanges) {
    List<Evidence> evidence = new ArrayList<>();
    for (Note note : bundle.notes()) {
      int number = 0;
      for (String line : note.lines()) {
        number++;
        String folded = " " + line.toLowerCase(Locale.ROOT);
        if (LITERALS.stream().anyMatch(folded::contains)) {
          evidence.add(new Evidence(Place.line(note.file(), number), line.strip()));
        }
      }
    }
    if (evidence.isEmpty()) {
      return List.of();
    }
    return List.of(
        new Symptom.Reported(
            "",
            Disposition.FAULTY,
            Phrase.of("symptom.reported", "text", evidence.getFirst().text()),
            evidence.size(),
            evidence.stream().limit(3).toList()));
  }
}
