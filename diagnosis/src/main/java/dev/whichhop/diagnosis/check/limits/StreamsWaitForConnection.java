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
 * Requests wait at a proxy for a place on its HTTP/2 connections ({@code
 * upstream_rq_pending_active}) while many already run on each of them: the peer allows no more
 * streams, and the pool opens no further connection.
 */
final class StreamsWaitForConnection implements Check {
  private static final double MANY = 50;

  @Override
  public String id() {
    return "streams-wait-for-connection";
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
      double waiting = cluster.highest("upstream_rq_pending_active");
      double connections = cluster.highest("upstream_cx_active");
      double requests = cluster.highest("upstream_rq_active");
      double streams = cluster.highest("http2.streams_active");
      boolean http2 = cluster.counted("upstream_cx_http2_total") > 0 || streams > 0;
      if (Double.isNaN(waiting) || !http2) {
        continue;
      }
      looked = true;
      double running = Double.isNaN(streams) ? requests : streams;
      if (waiting > 0 && connections > 0 && running >= MANY * connections) {
        List<Evidence> evidence = new ArrayList<>();
        for (String word :
            List.of(
                "upstream_rq_pending_active",
                "upstream_cx_active",
                "http2.streams_active",
                "upstream_rq_active")) {
          cluster.series(word).map(MetricSeries::evidence).ifPresent(evidence::add);
        }
        return Answer.found(
            cluster.cluster(),
            evidence,
            "waiting",
            String.format(Locale.ROOT, "%.0f", waiting),
            "streams",
            String.format(Locale.ROOT, "%.0f", running),
            "connections",
            String.format(Locale.ROOT, "%.0f", connections));
      }
    }
    return looked ? Answer.absent("Envoy's gauges", "HTTP/2 pools") : Answer.blind("envoy-stats");
  }
}
