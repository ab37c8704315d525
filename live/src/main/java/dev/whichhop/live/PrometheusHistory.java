package dev.whichhop.live;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks a Prometheus for the window's history of the metrics that checks read. */
final class PrometheusHistory {
  private static final long MOST = 128L << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Points of a series; Prometheus itself refuses more than 11,000. */
  private static final int POINTS = 120;

  private static final int SHORTEST_STEP_SECONDS = 15;

  private final URI base;
  private final Budget budget;
  private final BundleFiles files;
  private final Ledger ledger;
  private final Window window;

  PrometheusHistory(URI base, Budget budget, BundleFiles files, Ledger ledger, Window window) {
    this.base = base;
    this.budget = budget;
    this.files = files;
    this.ledger = ledger;
    this.window = window;
  }

  /**
   * Selectors by file. Names: Istio's standard metrics; Envoy's statistics as its {@code
   * /stats/prometheus} has them, tags taken out (Envoy, {@code
   * source/common/config/well_known_names.cc}); Knative's in the names before v1.19, of v1.19 and
   * of v1.21 ({@code pkg/autoscaler/scaling/metrics.go}, {@code pkg/queue}, with dots as
   * underscores); cAdvisor's and kube-state-metrics'.
   *
   * @param namespaces empty for all
   */
  static Map<String, String> queries(List<String> namespaces) {
    String within = namespaces.isEmpty() ? "" : "=~\"" + String.join("|", namespaces) + "\"";
    String of = within.isEmpty() ? "" : ",namespace" + within;
    Map<String, String> queries = new LinkedHashMap<>();
    queries.put(
        "istio-requests",
        "istio_requests_total"
            + (within.isEmpty() ? "" : "{destination_workload_namespace" + within + "}"));
    queries.put(
        "envoy-clusters",
        named(
            "envoy_cluster_(upstream_cx_(total|http2_total|overflow|pool_overflow|connect_fail"
                + "|connect_timeout|destroy_remote_with_active_rq|active|max_requests)"
                + "|upstream_rq_(total|retry|retry_limit_exceeded|retry_overflow|pending_overflow"
                + "|active_overflow|timeout|active|pending_active)"
                + "|bind_errors"
                + "|outlier_detection_ejections_(active|enforced_total|overflow))",
            of));
    queries.put(
        "envoy-proxies",
        named(
            "envoy_server_(concurrency|(main_thread|worker)_watchdog_(mega_)?miss)"
                + "|envoy_listener_(worker_downstream_cx_active|downstream_cx_proxy_proto_error)",
            of));
    queries.put(
        "knative",
        named(
            "((revision|kn_serving)_)?queue_depth|kn_queueproxy_depth|kn_revision_.*"
                + "|autoscaler_(desired|requested|actual|not_ready|pending|terminating)_pods"
                + "|autoscaler_(excess_burst_capacity|panic_mode|target_concurrency_per_pod)"
                + "|autoscaler_(stable|panic)_request_concurrency|activator_request_concurrency",
            ""));
    queries.put(
        "containers",
        named(
            "container_(memory_(working_set_bytes|rss)|spec_memory_limit_bytes|oom_events_total"
                + "|cpu_cfs_throttled_periods_total|cpu_cfs_periods_total|cpu_usage_seconds_total)",
            ",container=~\"istio-proxy|queue-proxy|activator|autoscaler|discovery\""));
    queries.put(
        "kube-state",
        named(
            "kube_pod_container_(status_last_terminated_reason"
                + "|resource_limits(_memory_bytes)?)",
            of));
    queries.put("istiod", named("pilot_total_xds_rejects|pilot_xds_[a-z]ds_reject", ""));
    return queries;
  }

  private static String named(String names, String more) {
    return "{__name__=~\"" + names + "\"" + more + "}";
  }

  void fetch(String name, String query) {
    String what = "Prometheus: " + name;
    String path = "prometheus/" + name + ".json";
    LateFile file = new LateFile(files, path);
    List<String> artefacts =
        name.equals("containers") ? List.of("proxy-cpu", "activator-metrics") : List.of();
    try (file) {
      budget.enter();
      try {
        Answer answer = LocalPage.get(uri(query), file, MOST, PATIENCE, budget);
        if (!answer.good()) {
          ledger.failed(what, "", answer.reason(), artefacts);
        } else if (answer.cut()) {
          ledger.cut(what, "", "only its first " + MOST + " bytes", artefacts);
        }
      } finally {
        budget.leave();
      }
    } catch (Budget.Spent spent) {
      ledger.leftOut(what, "", "" + spent.getMessage(), artefacts);
    } catch (IOException failed) {
      ledger.failed(what, "", base + ": " + FailureWords.of(failed), artefacts);
    }
    if (file.bytes() > 0) {
      ledger.had(path, what, "", file.bytes());
    }
  }

  private URI uri(String query) {
    long seconds = Duration.between(window.from(), window.to()).toSeconds();
    String root = base.toString();
    return URI.create(
        (root.endsWith("/") ? root.substring(0, root.length() - 1) : root)
            + "/api/v1/query_range?query="
            + URLEncoder.encode(query, StandardCharsets.UTF_8)
            + "&start="
            + window.from().getEpochSecond()
            + "&end="
            + window.to().getEpochSecond()
            + "&step="
            + Math.max(SHORTEST_STEP_SECONDS, seconds / POINTS));
  }
}
