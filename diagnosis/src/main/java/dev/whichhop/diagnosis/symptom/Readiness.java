package dev.whichhop.diagnosis.symptom;

import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Pod;
import java.util.List;

/**
 * Pods that are not ready. A cluster always has some; they are a symptom of their own only where no
 * request failed and none succeeded, that is, where readiness is all that the evidence is about.
 */
final class Readiness implements SymptomDetector {

  @Override
  public List<Symptom> detect(Bundle bundle, List<Exchange> exchanges) {
    List<Pod> waiting =
        bundle.pods().stream()
            .filter(pod -> pod.containers() > 0 && !pod.ready())
            .filter(pod -> !pod.status().equals("Completed") && !pod.status().equals("Succeeded"))
            .toList();
    if (waiting.isEmpty()) {
      return List.of();
    }
    boolean trafficSeen = !exchanges.isEmpty() || !bundle.loadResults().isEmpty();
    return List.of(
        new Symptom.NotReady(
            "",
            trafficSeen ? Disposition.EXPECTED : Disposition.FAULTY,
            Phrase.of("symptom.not-ready", "count", waiting.size(), "pod", waiting.getFirst().name()),
            waiting.size(),
            waiting.stream().limit(3).map(Pod::evidence).toList()));
  }
}
