package dev.whichhop.diagnosis.check.configuration;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.util.List;
import java.util.Set;

/**
 * Failing requests were answered by the route {@code block_all} or went to {@code
 * BlackHoleCluster}: what a sidecar does with hosts that the registry does not know when the
 * outbound policy is REGISTRY_ONLY (istio pilot/pkg/networking/core, buildDefaultTrafficPolicy).
 */
final class RequestsBlockedAtEgress implements Check {

  @Override
  public String id() {
    return "requests-blocked-at-egress";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS, EvidenceKind.SIGNALS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Observation> all = file.bundle().observations();
    var unrouted = file.bundle().signal("route-entry-not-found");
    List<Observation> blocked =
        all.stream()
            .filter(one ->
                one.routeName().equals("block_all")
                    || one.upstreamCluster().equals("BlackHoleCluster"))
            .toList();
    if (!blocked.isEmpty()) {
      return Answer.found(
          blocked.getFirst().authority(),
          blocked.stream().limit(3).map(Observation::evidence).toList(),
          "count",
          blocked.size(),
          "host",
          blocked.getFirst().authority());
    }
    if (unrouted.count() > 1 && all.isEmpty()) {
      return Answer.found("", unrouted.evidence(3), "count", unrouted.count(), "host", "?");
    }
    return all.isEmpty()
        ? Answer.blind("sidecar-access-log")
        : Answer.absent(all.getFirst().place().file(), "the requests");
  }
}
