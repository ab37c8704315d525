package dev.whichhop.diagnosis.symptom;

import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import java.util.List;

/** One of several equal instances that gets nothing while the others are served. */
final class TrafficShare implements SymptomDetector {

  @Override
  public List<Symptom> detect(Bundle bundle, List<Exchange> exchanges) {
    return List.of();
  }
}
