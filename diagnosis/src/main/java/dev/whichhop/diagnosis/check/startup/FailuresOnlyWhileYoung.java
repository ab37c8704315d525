package dev.whichhop.diagnosis.check.startup;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.FreshHosts;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Nearly all failures of a cluster were at instances that had just joined and took the connection
 * (not refused), while the older ones served.
 */
final class FailuresOnlyWhileYoung implements Check {
  private static final double NEARLY_ALL = 0.8;
  private static final int LEAST_FAILURES = 3;

  @Override
  public String id() {
    return "failures-only-while-young";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<FreshHosts.Cluster> clusters = FreshHosts.of(file.bundle());
    boolean failed = false;
    for (FreshHosts.Cluster cluster : clusters) {
      List<Observation> failures = new ArrayList<>();
      List<Observation> young = new ArrayList<>();
      for (Observation one : cluster.requests()) {
        if (one.failed() && !one.hasFlag("UF")) {
          failures.add(one);
          if (cluster.toYoung(one)) {
            young.add(one);
          }
        }
      }
      failed |= !failures.isEmpty();
      if (young.size() >= LEAST_FAILURES && young.size() >= NEARLY_ALL * failures.size()) {
        return Answer.found(
            young.getFirst().upstreamHost(),
            young.stream().limit(3).map(Observation::evidence).toList(),
            "count",
            young.size(),
            "of",
            failures.size());
      }
    }
    return clusters.isEmpty() || !failed
        ? Answer.blind("gateway-access-log")
        : Answer.absent("access log", "the failures");
  }
}
