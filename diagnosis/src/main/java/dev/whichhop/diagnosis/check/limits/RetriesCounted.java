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
import java.util.Optional;
import java.util.Set;

/**
 * A proxy's retries to a cluster are at least half as many as the requests themselves ({@code
 * upstream_rq_retry} against {@code upstream_rq_total}, which counts each attempt; Envoy docs,
 * "Cluster manager statistics"); or the proxies of the servers count as many more requests than
 * those of the callers ({@code istio_requests_total} by {@code reporter}).
 */
final class RetriesCounted implements Check {
  private static final double LEAST_REQUESTS = 50;

  @Override
  public String id() {
    return "retries-counted";
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
      double all = cluster.counted("upstream_rq_total");
      double retries = cluster.counted("upstream_rq_retry");
      double requests = all - retries;
      if (Double.isNaN(requests) || requests < LEAST_REQUESTS) {
        continue;
      }
      looked = true;
      if (all >= RequestsArriveSeveralTimes.MULTIPLIED * requests) {
        List<Evidence> evidence = new ArrayList<>();
        for (String word :
            List.of(
                "upstream_rq_retry",
                "upstream_rq_total",
                "upstream_rq_retry_limit_exceeded",
                "upstream_rq_retry_overflow")) {
          cluster.series(word).map(MetricSeries::evidence).ifPresent(evidence::add);
        }
        return Answer.found(
            cluster.cluster(),
            evidence,
            "retries",
            String.format(Locale.ROOT, "%.0f", retries),
            "requests",
            String.format(Locale.ROOT, "%.0f", requests),
            "ratio",
            String.format(Locale.ROOT, "%.1f", all / requests));
      }
    }
    Reporters reporters = Reporters.of(file.bundle());
    Optional<Reporters.Service> multiplied = reporters.multiplied();
    if (multiplied.isPresent()) {
      Reporters.Service service = multiplied.get();
      return Answer.found(
          service.name(),
          service.evidence(),
          "retries",
          String.format(Locale.ROOT, "%.0f", service.received() - service.sent()),
          "requests",
          String.format(Locale.ROOT, "%.0f", service.sent()),
          "ratio",
          String.format(Locale.ROOT, "%.1f", service.received() / service.sent()));
    }
    return looked || reporters.known()
        ? Answer.absent("counters", "the clusters")
        : Answer.blind("envoy-stats");
  }
}
