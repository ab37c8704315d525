package dev.whichhop.diagnosis;

import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Observation;
import java.util.List;

/**
 * What checks work on: the bundle, the exchanges joined from it, and the symptoms.
 *
 * @param symptoms in the order of weight, the heaviest first
 */
public record CaseFile(Bundle bundle, List<Exchange> exchanges, List<Symptom> symptoms) {

  /** Groups of failed requests that are to be explained, heaviest first. */
  public List<Symptom.RequestFailures> faultyRequests() {
    return symptoms.stream()
        .filter(symptom -> symptom.disposition() == Disposition.FAULTY)
        .filter(Symptom.RequestFailures.class::isInstance)
        .map(Symptom.RequestFailures.class::cast)
        .toList();
  }

  /** The failing observations nearest to the origin, over all faulty groups. */
  public List<Observation> failures() {
    return faultyRequests().stream().flatMap(group -> group.failures().stream()).toList();
  }

  /** The same bundle and symptoms with another view of the bundle, for tests that record reads. */
  public CaseFile withBundle(Bundle other) {
    return new CaseFile(other, exchanges, symptoms);
  }
}
