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

/**
 * Words of failure in texts that no reader understood: what is left when a ticket is all there is,
 * and what a success elsewhere must not paint over. Such texts are not understood, only searched;
 * in the output of an unknown program any number may look like a status, so there only failed
 * connections count.
 */
final class Complaints implements SymptomDetector {

  @Override
  public List<Symptom> detect(Bundle bundle, List<Exchange> exchanges) {
    List<Evidence> quotes = new ArrayList<>();
    List<Evidence> others = new ArrayList<>();
    for (Note note : bundle.notes()) {
      int number = 0;
      for (String line : note.lines()) {
        number++;
        Evidence evidence = new Evidence(Place.line(note.file(), number), line.strip());
        switch (Complaint.of(line)) {
          case QUOTE -> quotes.add(evidence);
          case STATUS_LINE -> {
            if (note.prose()) {
              quotes.add(evidence);
            }
          }
          case CONNECTION -> others.add(evidence);
          case ANSWER -> {
            if (note.prose()) {
              others.add(evidence);
            }
          }
          case NONE -> {}
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
}
