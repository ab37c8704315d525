package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.util.List;
import java.util.Set;

/**
 * Probes of the activator were answered by a proxy without an upstream: they did not reach a pod.
 *
 * <p>The user agent is set in knative/serving pkg/activator (V:networking/pkg/http/header.go,
 * ActivatorUserAgent).
 */
final class ProbeAnsweredByOwnProxy implements Check {
  @Override
  public String id() {
    return "activator-probe-answered-by-own-proxy";
  }

  @Override
  public Hop hop() {
    return Hop.ACTIVATOR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Observation> probes =
        file.bundle().observations().stream()
            .filter(one -> one.userAgent().startsWith("Knative-Activator-Probe"))
            .toList();
    if (probes.isEmpty()) {
      return Answer.blind("activator-sidecar-log");
    }
    List<Observation> unanswered =
        probes.stream()
            .filter(one -> one.failed() || one.status() >= 400)
            .filter(one -> one.upstreamHost().isEmpty())
            .toList();
    if (unanswered.size() * 2 <= probes.size()) {
      return Answer.absent("access log", "the activator's probes");
    }
    Observation first = unanswered.getFirst();
    return Answer.found(
        first.authority(),
        unanswered.stream().limit(3).map(Observation::evidence).toList(),
        "count",
        unanswered.size(),
        "of",
        probes.size(),
        "status",
        first.status() + (first.flags().isEmpty() ? "" : " " + first.flags()));
  }
}
