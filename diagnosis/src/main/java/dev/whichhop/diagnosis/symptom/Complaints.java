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
  /** What only a program prints; prose that has it quotes a request that failed. */
  private static final List<String> QUOTED =
      List.of(
          "empty reply from server",
          "curl: (",
          "connection reset by peer",
          "upstream connect error",
          "reset before headers",
          "no healthy upstream",
          "upstream request timeout",
          "http/1.1 502",
          "http/1.1 503",
          "http/1.1 504",
          "http/2 502",
          "http/2 503",
          "http/2 504");

  private static final List<String> OTHERS =
      List.of(
          "connection refused",
          "timed out",
          "time out",
          "timeout",
          "connection reset",
          "超时",
          "连接被重置",
          "context deadline exceeded",
          "bad gateway",
          "service unavailable",
          "gateway timeout",
          "gateway time-out",
          " 404",
          " 502",
          " 503",
          " 504");

  @Override
  public List<Symptom> detect(Bundle bundle, List<Exchange> exchanges) {
    List<Evidence> quotes = new ArrayList<>();
    List<Evidence> others = new ArrayList<>();
    for (Note note : bundle.notes()) {
      int number = 0;
      for (String line : note.lines()) {
        number++;
        Evidence evidence = new Evidence(Place.line(note.file(), number), line.strip());
        if (has(QUOTED, line)) {
          quotes.add(evidence);
        } else if (has(OTHERS, line)) {
          others.add(evidence);
        }
      }
    }
    List<Evidence> evidence = new ArrayList<>(quotes);
    evidence.addAll(others);
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

  /** True when a report quotes what a program printed about a request that failed. */
  static boolean quotesProgram(Symptom.Reported reported) {
    return reported.evidence().stream().anyMatch(one -> has(QUOTED, one.text()));
  }

  private static boolean has(List<String> literals, String line) {
    String folded = " " + line.toLowerCase(Locale.ROOT);
    return literals.stream().anyMatch(folded::contains);
  }
}
