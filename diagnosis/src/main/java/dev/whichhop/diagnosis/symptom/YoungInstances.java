package dev.whichhop.diagnosis.symptom;

import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.diagnosis.view.SlowYoung;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import java.util.List;

/** Answers that come late from an instance that has just joined, and in time from the others. */
final class YoungInstances implements SymptomDetector {

  @Override
  public List<Symptom> detect(Bundle bundle, List<Exchange> exchanges) {
    return SlowYoung.of(bundle).stream()
        .<Symptom>map(seen ->
            new Symptom.Slowness(
                "",
                Disposition.FAULTY,
                Phrase.of(
                    "symptom.slow-when-young",
                    "host",
                    seen.host(),
                    "slow",
                    seen.slowMillis(),
                    "usual",
                    seen.usualMillis()),
                seen.count(),
                seen.evidence()))
        .toList();
  }
}
