package dev.whichhop.live;

import java.util.ArrayList;
import java.util.List;

/**
 * A page that a container of the mesh or of Knative has about itself. All of them only tell; the
 * heavy one, {@code /config_dump}, is none of them.
 *
 * @param file what its file is called after the pod
 * @param artefacts that are blind without it
 */
record PodPage(String container, int port, String path, String file, List<String> artefacts) {
  /**
   * Envoy's admin port of Istio's proxies ({@code pkg/config/mesh/mesh.go}, ProxyAdminPort); paths:
   * Envoy's admin interface. Knative's control plane serves Prometheus text on 9090, queue-proxy on
   * 9091 where request metrics are switched on (knative.dev/pkg, knative.dev/serving {@code
   * pkg/networking/constants.go}); istiod on 15014 ({@code pilot/cmd}, monitoringAddr).
   */
  private static final List<PodPage> ALL =
      List.of(
          new PodPage(
              "istio-proxy",
              15000,
              "/clusters?format=json",
              "clusters.json",
              List.of("envoy-endpoints")),
          new PodPage(
              "istio-proxy", 15000, "/stats", "stats.txt", List.of("envoy-stats", "workers")),
          new PodPage(
              "istio-proxy", 15000, "/server_info", "server_info.json", List.of("versions")),
          new PodPage(
              "queue-proxy", 9091, "/metrics", "queue-proxy.txt", List.of("queue-proxy-metrics")),
          new PodPage("activator", 9090, "/metrics", "activator.txt", List.of("scale-metrics")),
          new PodPage("autoscaler", 9090, "/metrics", "autoscaler.txt", List.of("scale-metrics")),
          new PodPage("discovery", 15014, "/metrics", "istiod.txt", List.of()));

  static List<PodPage> of(SeenPod pod) {
    List<PodPage> pages = new ArrayList<>();
    for (PodPage page : ALL) {
      if (pod.running() && pod.has(page.container)) {
        pages.add(page);
      }
    }
    return pages;
  }

  static List<String> artefactsOfAll() {
    return ALL.stream().flatMap(page -> page.artefacts.stream()).distinct().toList();
  }

  String fileOf(SeenPod pod) {
    return "pages/" + pod.namespace() + "/" + pod.name() + "_" + file;
  }
}
