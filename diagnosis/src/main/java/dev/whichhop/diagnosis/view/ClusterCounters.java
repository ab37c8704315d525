package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.MetricSeries;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Envoy's statistics of one cluster at one proxy, by their last word, from {@code /stats} in any
 * form: {@code cluster.outbound|80||a.b.upstream_rq_total}, {@code
 * envoy_cluster_upstream_rq_total{cluster_name=…}}.
 */
public final class ClusterCounters {
  private final String cluster;
  private final Map<String, MetricSeries> series = new TreeMap<>();

  private ClusterCounters(String cluster) {
    this.cluster = cluster;
  }

  /** One for each cluster and proxy, as far as files and labels tell proxies apart. */
  public static Iterable<ClusterCounters> of(Bundle bundle) {
    Map<String, ClusterCounters> found = new TreeMap<>();
    for (MetricSeries one : bundle.metrics()) {
      String cluster = one.labels().getOrDefault("cluster_name", "");
      if (!cluster.isEmpty()) {
        String proxy = one.labels().getOrDefault("pod", "") + " " + one.place().file();
        found
            .computeIfAbsent(cluster + " " + proxy, _ -> new ClusterCounters(cluster))
            .series
            .putIfAbsent(word(one.name(), cluster), one);
      }
    }
    return found.values();
  }

  /** What stands behind the cluster, with points: {@code http2.streams_active}. */
  private static String word(String name, String cluster) {
    int at = name.indexOf(cluster);
    if (at >= 0) {
      String rest = name.substring(at + cluster.length());
      return rest.startsWith(";.")
          ? rest.substring(2)
          : rest.startsWith(".") ? rest.substring(1) : rest;
    }
    return name.startsWith("envoy_cluster_") ? name.substring("envoy_cluster_".length()) : name;
  }

  public String cluster() {
    return cluster;
  }

  public Optional<MetricSeries> series(String word) {
    MetricSeries dotted = series.get(word);
    return Optional.ofNullable(dotted == null ? series.get(word.replace('.', '_')) : dotted);
  }

  /** How much a counter grew over the evidence; of a single page all that it ever counted. */
  public double counted(String word) {
    return series(word)
        .map(one ->
            one.points().size() < 2 ? one.last() : one.last() - one.points().getFirst().value())
        .orElse(Double.NaN);
  }

  /** The highest value of a gauge; NaN when it is not there. */
  public double highest(String word) {
    return series(word).map(MetricSeries::max).orElse(Double.NaN);
  }
}
