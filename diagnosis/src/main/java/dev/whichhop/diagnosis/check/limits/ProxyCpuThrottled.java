package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.MetricSeries;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The kernel held the proxy's container back in a large part of its periods (cAdvisor's {@code
 * container_cpu_cfs_throttled_periods_total} against {@code container_cpu_cfs_periods_total}, or a
 * recorded ratio of them).
 */
final class ProxyCpuThrottled implements Check {
  /** The kubernetes-mixin alert CPUThrottlingHigh fires at 25 of 100 periods. */
  private static final double HIGH = 0.25;

  private static final String THROTTLED = "container_cpu_cfs_throttled_periods_total";
  private static final String PERIODS = "container_cpu_cfs_periods_total";

  @Override
  public String id() {
    return "proxy-cpu-throttled";
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
    Map<Map<String, String>, MetricSeries> periods = new HashMap<>();
    List<MetricSeries> proxies =
        file.bundle().metrics().stream()
            .filter(one -> one.labels().getOrDefault("container", "").equals("istio-proxy"))
            .toList();
    proxies.stream()
        .filter(one -> one.name().equals(PERIODS))
        .forEach(one -> periods.put(one.labels(), one));
    boolean looked = false;
    for (MetricSeries series : proxies) {
      double ratio = Double.NaN;
      if (series.name().equals(THROTTLED)) {
        MetricSeries all = periods.get(series.labels());
        ratio = all == null ? Double.NaN : grown(series) / grown(all);
      } else if (series.name().contains("throttl") && !series.name().endsWith("_total")) {
        ratio = series.max();
      }
      if (Double.isNaN(ratio)) {
        continue;
      }
      looked = true;
      // A ratio has no unit; what is above 1 is a percentage.
      double part = ratio > 1 ? ratio / 100 : ratio;
      if (part >= HIGH) {
        return Answer.found(
            series.labels().getOrDefault("pod", "istio-proxy"),
            List.of(series.evidence()),
            "percent",
            String.format(Locale.ROOT, "%.0f", part * 100));
      }
    }
    return looked ? Answer.absent("throttling metrics", "istio-proxy") : Answer.blind("proxy-cpu");
  }

  private static double grown(MetricSeries series) {
    return series.points().size() < 2
        ? series.last()
        : series.last() - series.points().getFirst().value();
  }
}
