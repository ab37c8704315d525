package dev.whichhop.diagnosis.symptom;

import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.diagnosis.view.Waits;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Observation;
import java.util.List;

/**
 * Requests that succeeded, and late, because they waited for others of the same Knative revision.
 * Only where nothing failed: failures say more.
 */
final class Waiting implements SymptomDetector {

  @Override
  public List<Symptom> detect(Bundle bundle, List<Exchange> exchanges) {
    if (exchanges.stream().anyMatch(Exchange::failed)) {
      return List.of();
    }
    return Waits.of(bundle)
        .map(waits ->
            (Symptom)
                new Symptom.Slowness(
                    "",
                    Disposition.FAULTY,
                    Phrase.of(
                        "symptom.waited",
                        "count",
                        waits.waited().size(),
                        "revision",
                        waits.revision().key(),
                        "usual",
                        waits.usual().toMillis()),
                    waits.waited().size(),
                    waits.waited().stream().limit(3).map(Observation::evidence).toList()))
        .map(List::of)
        .orElse(List.of());
  }
}
