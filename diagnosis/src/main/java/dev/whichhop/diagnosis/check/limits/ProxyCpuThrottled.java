package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.ProxyContainers;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.MetricSeries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The kernel held the proxy's container back in a large part of its periods: cAdvisor's {@code
 * container_cpu_cfs_throttled_periods_total} against {@code container_cpu_cfs_periods_total}, a
 * recorded ratio of them, or {@code nr_throttled} against {@code nr_periods} in the {@code
 * cpu.stat} of its cgroup (Linux, Documentation/scheduler/sched-bwc).
 */
final class ProxyCpuThrottled implements Check {
  /** The kubernetes-mixin alert CPUThrottlingHigh fires at 25 of 100 periods. */
  private static final double HIGH = 0.25;

  /** A container that just started has few periods, and Envoy's start is throttled everywhere. */
  private static final double LEAST_PERIODS = 100;

  /** Counter of throttled periods to the counter of all. */
  private static final Map<String, String> COUNTERS =
      Map.of(
          "container_cpu_cfs_throttled_periods_total",
          "container_cpu_cfs_periods_total",
          "cgroup.cpu.stat.nr_throttled",
          "cgroup.cpu.stat.nr_periods");

  private record Key(String name, Map<String, String> labels) {}

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
    Map<Key, List<MetricSeries>> counted = new HashMap<>();
    List<MetricSeries> proxies =
        file.bundle().metrics().stream().filter(ProxyContainers::isOf).toList();
    proxies.forEach(one ->
        counted
            .computeIfAbsent(new Key(one.name(), one.labels()), _ -> new ArrayList<>())
            .add(one));
    boolean looked = false;
    for (MetricSeries series : proxies) {
      double ratio = Double.NaN;
      String all = COUNTERS.get(series.name());
      if (all != null) {
        ratio =
            ratio(
                counted.getOrDefault(new Key(series.name(), series.labels()), List.of()),
                counted.getOrDefault(new Key(all, series.labels()), List.of()));
      } else if (series.name().contains("throttl")
          && !series.name().endsWith("_total")
          && !series.name().startsWith("cgroup.")) {
        // A ratio has no unit; what is above 1 is a percentage.
        ratio = series.max() > 1 ? series.max() / 100 : series.max();
      }
      if (Double.isNaN(ratio)) {
        continue;
      }
      looked = true;
      if (ratio >= HIGH) {
        String pod = ProxyContainers.pod(series);
        return new Answer.Found(
            pod.isEmpty() ? ProxyContainers.NAME : pod,
            ProxyContainers.hop(pod),
            Phrase.of("", "percent", String.format(Locale.ROOT, "%.0f", ratio * 100)).values(),
            List.of(series.evidence()));
      }
    }
    return looked ? Answer.absent("throttling metrics", "istio-proxy") : Answer.blind("proxy-cpu");
  }

  private static double ratio(List<MetricSeries> throttled, List<MetricSeries> all) {
    double periods = grown(all);
    return periods < LEAST_PERIODS ? Double.NaN : grown(throttled) / periods;
  }

  /**
   * From the first to the last sample; two snapshots in two files are two samples of one counter.
   */
  private static double grown(List<MetricSeries> snapshots) {
    List<Double> values =
        snapshots.stream()
            .flatMap(one -> one.points().stream())
            .map(MetricSeries.Point::value)
            .toList();
    if (values.isEmpty()) {
      return 0;
    }
    double last = Collections.max(values);
    return values.size() == 1 ? last : last - Collections.min(values);
  }
}
