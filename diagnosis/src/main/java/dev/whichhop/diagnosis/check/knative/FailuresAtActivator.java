package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Requests for several revisions failed on the way to one and the same address, and it is an
 * activator's: what they have in common is the activator.
 */
final class FailuresAtActivator implements Check {
  @Override
  public String id() {
    return "failures-at-activator-address";
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
    Set<String> activators =
        file.bundle().pods().stream()
            .filter(one -> one.name().startsWith("activator-") && !one.ip().isEmpty())
            .map(Pod::ip)
            .collect(Collectors.toSet());
    List<Observation> broken =
        file.failures().stream()
            .filter(one -> one.hasFlag("UF") || one.hasFlag("UC") || one.hasFlag("UH"))
            .filter(one -> !one.upstreamHost().isEmpty())
            .toList();
    if (activators.isEmpty() || broken.isEmpty()) {
      return Answer.blind(activators.isEmpty() ? "pods" : "gateway-access-log");
    }
    List<Observation> atActivator =
        broken.stream()
            .filter(one -> activators.contains(Addresses.host(one.upstreamHost())))
            .toList();
    // While no activator is there, the revisions behind it have no host at all.
    long revisions =
        file.failures().stream()
            .filter(one -> one.hasFlag("UH") || atActivator.contains(one))
            .map(Observation::upstreamCluster)
            .distinct()
            .count();
    if (atActivator.size() < 0.8 * broken.size() || revisions < 2) {
      return Answer.absent("access log", "the activators");
    }
    return Answer.found(
        Addresses.host(atActivator.getFirst().upstreamHost()),
        atActivator.stream().limit(3).map(Observation::evidence).toList(),
        "count",
        atActivator.size(),
        "revisions",
        revisions);
  }
}
