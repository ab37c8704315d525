package dev.whichhop.evidence.format;

import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Place;
import java.util.List;
import java.util.Map;

/**
 * Dotted statistic names of Envoy, which carry the cluster inside: {@code
 * cluster.outbound|80||a.b.svc.cluster.local.upstream_cx_overflow}.
 *
 * <p>The name stays whole; the cluster is repeated as the label {@code cluster_name}, as in Istio's
 * Prometheus output, so that series can be grouped by it.
 */
public final class EnvoyStatistic {
  /**
   * What follows the name of a cluster in versions of Istio before 1.23, which do not write {@code
   * ;} behind it (Envoy docs, "Cluster manager statistics").
   */
  private static final List<String> TREES =
      List.of(
          ".upstream_",
          ".outlier_detection.",
          ".circuit_breakers.",
          ".membership_",
          ".health_check.",
          ".internal.",
          ".external.",
          ".ssl.",
          ".client_ssl_socket_factory.",
          ".http1.",
          ".http2.",
          ".lb_",
          ".bind_errors",
          ".max_host_weight",
          ".update_",
          ".assignment_",
          ".retry_or_shadow_abandoned",
          ".original_dst_",
          ".default.",
          ".version");

  private EnvoyStatistic() {}

  /** One value of the statistics page. */
  public static MetricSeries series(String name, double value, Place place) {
    String cluster = cluster(name);
    return MetricSeries.snapshot(
        name, cluster.isEmpty() ? Map.of() : Map.of("cluster_name", cluster), value, place);
  }

  /** The cluster that a statistic is about; empty when it is about something else. */
  static String cluster(String name) {
    if (!name.startsWith("cluster.")) {
      return "";
    }
    int start = "cluster.".length();
    int end = name.indexOf(";.", start);
    if (end < 0) {
      for (String tree : TREES) {
        int at = name.indexOf(tree, start);
        if (at >= 0 && (end < 0 || at < end)) {
          end = at;
        }
      }
    }
    return end < 0 ? "" : name.substring(start, end);
  }
}
