package dev.whichhop.diagnosis.symptom;

import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Pod;
import java.util.List;
import java.util.Set;

/**
 * Pods that are not ready. A cluster always has some; they are a symptom of their own only where no
 * request failed and none succeeded, that is, where readiness is all that the evidence is about.
 * Not so a component that many services share: when none of its pods is ready, that is wrong
 * however well the rest still works.
 */
final class Readiness implements SymptomDetector {
  private static final List<String> SHARED = List.of("activator-", "istio-ingressgateway-");
  private static final Set<String> OVER = Set.of("Completed", "Succeeded", "Terminating");

  @Override
  public List<Symptom> detect(Bundle bundle, List<Exchange> exchanges) {
    List<Pod> pods =
        bundle.pods().stream()
            .filter(pod -> pod.containers() > 0 && !OVER.contains(pod.status()))
            .toList();
    for (String component : SHARED) {
      List<Pod> shared = pods.stream().filter(pod -> pod.name().startsWith(component)).toList();
      if (!shared.isEmpty() && shared.stream().noneMatch(Pod::ready)) {
        return List.of(symptom(shared, Disposition.FAULTY));
      }
    }
    List<Pod> waiting = pods.stream().filter(pod -> !pod.ready()).toList();
    if (waiting.isEmpty()) {
      return List.of();
    }
    boolean trafficSeen = !exchanges.isEmpty() || !bundle.loadResults().isEmpty();
    return List.of(symptom(waiting, trafficSeen ? Disposition.EXPECTED : Disposition.FAULTY));
  }

  private static Symptom symptom(List<Pod> pods, Disposition disposition) {
    return new Symptom.NotReady(
        "",
        disposition,
        Phrase.of("symptom.not-ready", "count", pods.size(), "pod", pods.getFirst().name()),
        pods.size(),
        pods.stream().limit(3).map(Pod::evidence).toList());
  }
}
