package dev.whichhop.diagnosis.survey;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cluster as one proxy shows it: its configuration, the limits of {@code /clusters}, its hosts
 * and its counters.
 *
 * @param source the proxy, as far as the evidence tells, else the file
 * @param configuration missing where only pages of figures show the cluster
 */
record ProxyCluster(
    ClusterName name, String source, Node configuration, List<MetricSeries> figures) {

  /** All outbound clusters, those of configuration dumps first. */
  static List<ProxyCluster> of(Bundle bundle) {
    Map<String, ProxyCluster> found = new LinkedHashMap<>();
    Map<ClusterName, List<ProxyCluster>> byName = new HashMap<>();
    for (EnvoyResource resource : bundle.envoy(EnvoyResource.Kind.CLUSTER)) {
      ClusterName.parse(resource.name())
          .ifPresent(name ->
              found.putIfAbsent(
                  resource.proxy() + " " + resource.name(),
                  new ProxyCluster(name, resource.proxy(), resource.root(), new ArrayList<>())));
    }
    for (ProxyCluster cluster : found.values()) {
      byName.computeIfAbsent(cluster.name, _ -> new ArrayList<>()).add(cluster);
    }
    for (MetricSeries series : bundle.metrics()) {
      String cluster =
          series.labels().getOrDefault("cluster_name", series.labels().getOrDefault("cluster", ""));
      ClusterName.parse(cluster)
          .ifPresent(name -> {
            String file = series.place().file();
            List<ProxyCluster> same = byName.computeIfAbsent(name, _ -> new ArrayList<>());
            ProxyCluster into =
                sameProxy(same, file)
                    .orElseGet(() -> {
                      ProxyCluster fresh =
                          new ProxyCluster(
                              name, file, new Node.Missing(series.place()), new ArrayList<>());
                      found.put(file + " " + cluster, fresh);
                      same.add(fresh);
                      return fresh;
                    });
            into.figures.add(series);
          });
    }
    return List.copyOf(found.values());
  }

  /**
   * Of clusters of one name that of the same proxy: the proxy that the file is named after, else
   * the only proxy that shows this cluster.
   */
  private static Optional<ProxyCluster> sameProxy(List<ProxyCluster> same, String file) {
    Optional<ProxyCluster> named =
        same.stream()
            .filter(one -> one.source.equals(file) || related(one.source, file))
            .findFirst();
    return named.isPresent() || same.size() != 1 ? named : Optional.of(same.getFirst());
  }

  /** Files are named after pods: {@code <pod>_clusters.json} beside {@code <pod>_config.json}. */
  private static boolean related(String proxy, String file) {
    String pod = podOf(proxy);
    return pod.length() > 8 && file.contains(pod);
  }

  /** The pod in {@code pod.namespace} or in the name of a file. */
  private static String podOf(String proxy) {
    String name = proxy.substring(proxy.lastIndexOf('/') + 1);
    int end = 0;
    while (end < name.length()
        && (Character.isLetterOrDigit(name.charAt(end)) || name.charAt(end) == '-')) {
      end++;
    }
    return name.substring(0, end);
  }

  /** The proxy's pod, or the name of the file without its folder. */
  String proxy() {
    return podOf(source);
  }

  /** The value of a field path in snake_case, {@code circuit_breakers.thresholds.max_requests}. */
  Optional<Evidence> setting(String path) {
    Node node = configuration;
    for (String step : path.split("\\.")) {
      node =
          switch (step) {
            case "http" -> httpOptions(node);
            case "thresholds" -> defaultPriority(either(node, step));
            default -> either(node, step);
          };
    }
    if (node.exists() && node.text().isPresent()) {
      return Optional.of(new Evidence(node.place(), node.textOrEmpty()));
    }
    String last = path.substring(path.lastIndexOf('.') + 1);
    return figures.stream()
        .filter(one -> one.name().equals(last))
        .filter(one -> one.labels().getOrDefault("priority", "").equals("default"))
        .findFirst()
        .map(one -> new Evidence(one.place(), whole(one.last())));
  }

  /** True where the evidence would show the path if it were set. */
  boolean shows(String path) {
    return configuration.exists() || setting(path).isPresent();
  }

  /**
   * The sum over hosts of a figure of {@code /clusters}, or the gauge or counter of the cluster.
   */
  Optional<Evidence> figure(String name) {
    List<MetricSeries> hosts =
        figures.stream()
            .filter(one -> one.name().equals(name) && one.labels().containsKey("host"))
            .toList();
    if (!hosts.isEmpty()) {
      double sum = hosts.stream().mapToDouble(MetricSeries::last).sum();
      return Optional.of(new Evidence(hosts.getFirst().place(), whole(sum)));
    }
    return figures.stream()
        .filter(one -> one.name().endsWith(name) && !one.labels().containsKey("host"))
        .findFirst()
        .map(one -> new Evidence(one.place(), whole(one.last())));
  }

  /** Hosts with this state; all hosts for the empty word. */
  List<MetricSeries> hosts(String state) {
    return figures.stream()
        .filter(one -> one.name().equals("host_health"))
        .filter(one -> one.labels().getOrDefault("state", "").contains(state))
        .toList();
  }

  private static String whole(double value) {
    return Long.toString(Math.round(value));
  }

  /** HttpProtocolOptions stand under a type URL of their own, in older Istio in the cluster. */
  private static Node httpOptions(Node cluster) {
    Node extensions = either(cluster, "typed_extension_protocol_options");
    for (Node one : extensions.entries().values()) {
      Node common = either(one, "common_http_protocol_options");
      if (common.exists()) {
        return common;
      }
    }
    return either(cluster, "common_http_protocol_options");
  }

  private static Node defaultPriority(Node thresholds) {
    return thresholds.items().stream()
        .filter(one -> {
          String priority = one.get("priority").textOrEmpty();
          return priority.isEmpty() || priority.equals("DEFAULT");
        })
        .findFirst()
        .orElse(new Node.Missing(thresholds.place()));
  }

  private static Node either(Node node, String snake) {
    StringBuilder camel = new StringBuilder();
    for (String word : snake.split("_")) {
      camel.append(
          camel.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return node.any(snake, camel.toString());
  }
}
