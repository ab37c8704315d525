package dev.whichhop.diagnosis.symptom;

import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import java.util.List;

/** Answers that come, but later than they did before. */
final class Latency implements SymptomDetector {

  @Override
  public List<Symptom> detect(Bundle bundle, List<Exchange> exchanges) {
    return List.of();
  }
}
