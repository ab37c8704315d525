package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.MetricSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Envoy's statistics of one cluster at one proxy, by their last word, from {@code /stats} in any
 * form: {@code cluster.outbound|80||a.b.upstream_rq_total}, {@code
 * envoy_cluster_upstream_rq_total{cluster_name=…}}.
 */
public final class ClusterCounters {
  /** How many times the requests of the page before a later page of the same proxy may count. */
  private static final double SAME_PROXY = 1.2;

  private final String cluster;
  private final Map<String, MetricSeries> series = new TreeMap<>();

  /** The page that was taken before, of the same proxy; empty where there is one page. */
  private final Map<String, MetricSeries> before = new TreeMap<>();

  private ClusterCounters(String cluster) {
    this.cluster = cluster;
  }

  /** One for each cluster and proxy, as far as files and labels tell proxies apart. */
  public static Iterable<ClusterCounters> of(Bundle bundle) {
    Map<String, ClusterCounters> found = new TreeMap<>();
    Map<String, List<ClusterCounters>> pages = new TreeMap<>();
    for (MetricSeries one : bundle.metrics()) {
      String cluster = one.labels().getOrDefault("cluster_name", "");
      if (!cluster.isEmpty()) {
        String proxy = one.labels().getOrDefault("pod", "") + " " + one.place().file();
        String pod = cluster + " " + one.labels().getOrDefault("pod", "");
        found
            .computeIfAbsent(
                cluster + " " + proxy,
                _ -> {
                  ClusterCounters page = new ClusterCounters(cluster);
                  pages.computeIfAbsent(pod, _ -> new ArrayList<>()).add(page);
                  return page;
                })
            .series
            .putIfAbsent(word(one.name(), cluster), one);
      }
    }
    List<ClusterCounters> all = new ArrayList<>(found.values());
    pages.values().forEach(same -> all.addAll(grown(same)));
    return all;
  }

  /**
   * Pages of one proxy, one after the other. What tells them from pages of two proxies: no counter
   * is lower, and that of the requests is nearly the same.
   */
  private static List<ClusterCounters> grown(List<ClusterCounters> pages) {
    List<ClusterCounters> sorted = new ArrayList<>(pages);
    sorted.sort(Comparator.comparingDouble(one -> one.last("upstream_rq_total")));
    List<ClusterCounters> grown = new ArrayList<>();
    for (int i = 1; i < sorted.size(); i++) {
      ClusterCounters earlier = sorted.get(i - 1);
      ClusterCounters later = sorted.get(i);
      if (later.follows(earlier)) {
        ClusterCounters between = new ClusterCounters(later.cluster);
        between.series.putAll(later.series);
        between.before.putAll(earlier.series);
        grown.add(between);
      }
    }
    return grown;
  }

  private boolean follows(ClusterCounters earlier) {
    double requests = last("upstream_rq_total");
    return earlier.last("upstream_rq_total") > 0
        && requests <= SAME_PROXY * earlier.last("upstream_rq_total")
        && earlier.series.keySet().stream()
            .filter(word -> word.endsWith("_total"))
            .allMatch(word -> last(word) >= earlier.last(word));
  }

  private double last(String word) {
    return series(word).map(MetricSeries::last).orElse(0.0);
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
    if (!before.isEmpty()) {
      MetricSeries earlier = before.get(word);
      return earlier == null ? Double.NaN : last(word) - earlier.last();
    }
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
