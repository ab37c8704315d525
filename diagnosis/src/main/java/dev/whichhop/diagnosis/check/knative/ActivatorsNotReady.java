package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Pod;
import java.util.List;
import java.util.Set;

/** No activator is ready, so Kubernetes takes all of them out of the endpoints. */
final class ActivatorsNotReady implements Check {
  @Override
  public String id() {
    return "activators-not-ready";
  }

  @Override
  public Hop hop() {
    return Hop.ACTIVATOR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Pod> activators =
        file.bundle().pods().stream()
            .filter(one -> one.name().startsWith("activator-") && one.containers() > 0)
            .toList();
    if (activators.isEmpty()) {
      return Answer.blind("pods");
    }
    return activators.stream().anyMatch(Pod::ready)
        ? Answer.absent(activators.getFirst().evidence().place().file(), "activator")
        : Answer.found(
            activators.getFirst().name(),
            activators.stream().limit(3).map(Pod::evidence).toList(),
            "count",
            activators.size());
  }
}
