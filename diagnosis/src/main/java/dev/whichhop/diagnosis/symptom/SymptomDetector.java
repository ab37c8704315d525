package dev.whichhop.diagnosis.symptom;

import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import java.util.List;

/** Finds one kind of symptom. The ids it gives are replaced when all symptoms are ordered. */
interface SymptomDetector {

  List<Symptom> detect(Bundle bundle, List<Exchange> exchanges);
}
