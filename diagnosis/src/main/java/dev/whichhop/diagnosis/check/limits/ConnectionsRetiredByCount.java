package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.ClusterCounters;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.MetricSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Most connections to a cluster were closed because they had carried as many requests as they may
 * ({@code upstream_cx_max_requests} against {@code upstream_cx_total}; Envoy docs, "Cluster manager
 * statistics").
 */
final class ConnectionsRetiredByCount implements Check {
  private static final double MOST = 0.5;
  private static final int LEAST_CONNECTIONS = 50;

  /** With more requests a connection the handshakes no longer matter. */
  private static final double MANY_REQUESTS = 100;

  @Override
  public String id() {
    return "connections-retired-by-count";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.METRICS);
  }

  @Override
  public Answer look(CaseFile file) {
    boolean looked = false;
    for (ClusterCounters cluster : ClusterCounters.of(file.bundle())) {
      double opened = cluster.counted("upstream_cx_total");
      double retired = cluster.counted("upstream_cx_max_requests");
      double requests = cluster.counted("upstream_rq_total");
      looked |= retired >= 0 && opened > 0;
      boolean few = Double.isNaN(requests) || requests <= MANY_REQUESTS * opened;
      if (opened >= LEAST_CONNECTIONS && retired >= MOST * opened && few) {
        List<Evidence> evidence = new ArrayList<>();
        for (String word :
            List.of("upstream_cx_max_requests", "upstream_cx_total", "upstream_rq_total")) {
          cluster.series(word).map(MetricSeries::evidence).ifPresent(evidence::add);
        }
        return Answer.found(
            cluster.cluster(),
            evidence,
            "count",
            String.format(Locale.ROOT, "%.0f", retired),
            "of",
            String.format(Locale.ROOT, "%.0f", opened));
      }
    }
    return looked ? Answer.absent("Envoy's counters", "the clusters") : Answer.blind("envoy-stats");
  }
}
