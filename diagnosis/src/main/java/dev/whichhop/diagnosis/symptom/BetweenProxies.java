package dev.whichhop.diagnosis.symptom;

import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.diagnosis.view.TimeBetweenProxies;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import java.util.List;

/** Answers that come late although the server's own proxy saw them come soon. */
final class BetweenProxies implements SymptomDetector {

  @Override
  public List<Symptom> detect(Bundle bundle, List<Exchange> exchanges) {
    return TimeBetweenProxies.of(exchanges).filter(TimeBetweenProxies::considerable).stream()
        .<Symptom>map(seen ->
            new Symptom.Slowness(
                "",
                Disposition.FAULTY,
                Phrase.of(
                    "symptom.slow-between-proxies",
                    "count",
                    seen.count(),
                    "of",
                    seen.of(),
                    "median",
                    seen.lost().toMillis()),
                seen.count(),
                seen.evidence()))
        .toList();
  }
}
