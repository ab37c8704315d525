package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Envoy's {@code /clusters?format=json}, and what {@code istioctl proxy-config endpoint -o json}
 * prints from it: limits of each cluster, counters and health of each host.
 *
 * <p>Fields are those of {@code envoy/admin/v3/clusters.proto}. Values that are zero or false are
 * left out by Envoy and are read as zero. The series have the names of the text page, so both pages
 * give the same: {@code cx_active{cluster,host}}, {@code max_connections{cluster,priority}}, and
 * for the state of a host {@code host_health{cluster,host,state}} = 1 with the words of the {@code
 * health_flags} line ({@code healthy}, {@code failed_outlier_check}, …).
 */
public final class EnvoyClustersShape implements DocumentShape {
  /**
   * JSON field to word of the text page ({@code HEALTH_FLAG_ENUM_VALUES} in Envoy's upstream.h).
   */
  private static final Map<String, String> FLAGS =
      new TreeMap<>(
          Map.of(
              "failed_active_health_check", "failed_active_hc",
              "failed_outlier_check", "failed_outlier_check",
              "failed_active_degraded_check", "degraded_active_hc",
              "pending_dynamic_removal", "pending_dynamic_removal",
              "pending_active_hc", "pending_active_hc",
              "excluded_via_immediate_hc_fail", "excluded_via_immediate_hc_fail",
              "active_hc_timeout", "active_hc_timeout"));

  private static final Map<String, String> EDS_STATES =
      Map.of(
          "UNHEALTHY", "failed_eds_health",
          "DEGRADED", "degraded_eds_health",
          "DRAINING", "eds_status_draining");

  @Override
  public String format() {
    return "envoy-clusters-json";
  }

  @Override
  public boolean recognises(Node root) {
    return root.any("cluster_statuses", "clusterStatuses").exists()
        || root.items().stream()
            .anyMatch(cluster -> Camel.either(cluster, "host_statuses").exists());
  }

  @Override
  public void read(Node root, TextFile file, BundleBuilder into, Problems problems) {
    Node statuses = Camel.either(root, "cluster_statuses");
    for (Node cluster : statuses.exists() ? statuses.items() : root.items()) {
      String name = cluster.get("name").textOrEmpty();
      if (name.isEmpty()) {
        problems.report(cluster.place(), "expected a cluster with a name");
        continue;
      }
      limits(name, cluster, into);
      for (Node host : Camel.either(cluster, "host_statuses").items()) {
        host(name, host, into);
      }
    }
  }

  private static void limits(String cluster, Node status, BundleBuilder into) {
    for (Node threshold : Camel.either(status, "circuit_breakers").get("thresholds").items()) {
      String priority = threshold.get("priority").text().orElse("DEFAULT");
      Map<String, String> labels =
          Map.of("cluster", cluster, "priority", priority.toLowerCase(Locale.ROOT));
      threshold
          .entries()
          .forEach((key, value) -> {
            OptionalDouble number = value.number();
            if (number.isPresent()) {
              into.add(
                  MetricSeries.snapshot(
                      Camel.toSnake(key), labels, number.getAsDouble(), value.place()));
            }
          });
    }
  }

  private static void host(String cluster, Node host, BundleBuilder into) {
    String address = address(host.get("address"));
    Map<String, String> labels = Map.of("cluster", cluster, "host", address);
    for (Node stat : host.get("stats").items()) {
      into.add(
          MetricSeries.snapshot(
              stat.get("name").textOrEmpty(),
              labels,
              stat.get("value").number().orElse(0),
              stat.place()));
    }
    for (String rate : List.of("success_rate", "local_origin_success_rate")) {
      OptionalDouble value = Camel.either(host, rate).get("value").number();
      if (value.isPresent()) {
        into.add(MetricSeries.snapshot(rate, labels, value.getAsDouble(), host.place()));
      }
    }
    Node health = Camel.either(host, "health_status");
    for (String state : states(health)) {
      into.add(
          MetricSeries.snapshot(
              "host_health",
              Map.of("cluster", cluster, "host", address, "state", state),
              1,
              health.place()));
    }
  }

  private static List<String> states(Node health) {
    List<String> states = new ArrayList<>();
    FLAGS.forEach((field, word) -> {
      if (Camel.either(health, field).isTrue()) {
        states.add(word);
      }
    });
    String eds = EDS_STATES.get(Camel.either(health, "eds_health_status").textOrEmpty());
    if (eds != null) {
      states.add(eds);
    }
    return states.isEmpty() ? List.of("healthy") : states;
  }

  private static String address(Node address) {
    Node socket = Camel.either(address, "socket_address");
    if (socket.exists()) {
      String host = socket.get("address").textOrEmpty();
      return (host.contains(":") ? "[" + host + "]" : host)
          + ":"
          + Camel.either(socket, "port_value").textOrEmpty();
    }
    Node internal = Camel.either(address, "envoy_internal_address");
    return internal.exists()
        ? "envoy://" + Camel.either(internal, "server_listener_name").textOrEmpty()
        : address.at("pipe", "path").textOrEmpty();
  }
}
