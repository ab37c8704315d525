package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.MetricSeries;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Envoy's overflow counters of a cluster are above zero (cluster statistics {@code
 * upstream_cx_overflow}, {@code upstream_rq_pending_overflow}, {@code
 * upstream_rq_active_overflow}).
 */
final class OverflowCounted implements Check {
  private static final List<String> COUNTERS =
      List.of(
          "upstream_cx_overflow",
          "upstream_cx_pool_overflow",
          "upstream_rq_pending_overflow",
          "upstream_rq_active_overflow");

  @Override
  public String id() {
    return "overflow-counted";
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
    List<MetricSeries> counters =
        file.bundle().metrics().stream().filter(OverflowCounted::counts).toList();
    if (counters.isEmpty()) {
      return Answer.blind("envoy-stats");
    }
    List<MetricSeries> above = counters.stream().filter(one -> one.max() > 0).toList();
    if (above.isEmpty()) {
      return Answer.absent(counters.getFirst().place().file(), "the overflow counters");
    }
    MetricSeries first = above.getFirst();
    String cluster =
        first.labels().getOrDefault("cluster_name", first.labels().getOrDefault("cluster", ""));
    return Answer.found(
        cluster.isEmpty() ? first.name() : cluster,
        above.stream().limit(3).map(MetricSeries::evidence).toList(),
        "count",
        String.format(Locale.ROOT, "%.0f", first.max()));
  }

  private static boolean counts(MetricSeries series) {
    return COUNTERS.stream().anyMatch(series.name()::endsWith);
  }
}
