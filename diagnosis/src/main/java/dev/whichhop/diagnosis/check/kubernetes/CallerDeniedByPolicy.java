package dev.whichhop.diagnosis.check.kubernetes;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.DeniedRequests;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Side;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An authorization policy of the mesh refused requests of ordinary callers. Envoy names the rule
 * that matched, or {@code none} where an ALLOW policy applies and no rule of it fits (Envoy
 * source/extensions/filters/common/rbac/utility.cc, responseDetail).
 */
final class CallerDeniedByPolicy implements Check {

  @Override
  public String id() {
    return "caller-denied-by-policy";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Observation> denied = DeniedRequests.of(file.bundle());
    if (!denied.isEmpty()) {
      Observation first = denied.getFirst();
      String caller = Addresses.host(first.downstreamRemoteAddress());
      String name =
          Addresses.pod(file.bundle(), caller)
              .map(Pod::name)
              .orElse(caller.isEmpty() ? "?" : caller);
      return new Answer.Found(
          first.vantage().instance(),
          first.vantage().side() == Side.GATEWAY ? Hop.GATEWAY : null,
          Map.of(
              "count",
              String.valueOf(denied.size()),
              "caller",
              name,
              "rule",
              DeniedRequests.rule(first)),
          denied.stream().limit(3).map(Observation::evidence).toList());
    }
    return file.bundle().observations().isEmpty()
        ? Answer.blind("sidecar-access-log")
        : Answer.absent("access logs", "the requests");
  }
}
