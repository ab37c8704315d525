package dev.whichhop.live;

import java.util.List;
import java.util.Set;

/** Which artefact of the catalogue the log of a container is, by the container's name. */
final class ContainerWords {
  static final List<String> ALL_LOGS =
      List.of(
          "gateway-access-log",
          "sidecar-access-log",
          "sidecar-agent-log",
          "activator-sidecar-log",
          "queue-proxy-log",
          "activator-log",
          "autoscaler-log",
          "istiod-log",
          "app-log");

  /**
   * Containers whose log is wanted whatever the question: Istio's proxies and istiod ({@code
   * discovery}, Istio's chart istio-discovery), Knative's (its deployments of config/core).
   */
  private static final Set<String> OF_CONTROL_PLANES =
      Set.of("istio-proxy", "discovery", "activator", "autoscaler");

  private ContainerWords() {}

  static boolean ofControlPlane(String container) {
    return OF_CONTROL_PLANES.contains(container);
  }

  static List<String> artefacts(SeenPod pod, String container) {
    return switch (container) {
      case "istio-proxy" ->
          isGateway(pod)
              ? List.of("gateway-access-log")
              : pod.has("activator")
                  ? List.of("activator-sidecar-log")
                  : List.of("sidecar-access-log", "sidecar-agent-log");
      case "queue-proxy" -> List.of("queue-proxy-log");
      case "activator" -> List.of("activator-log");
      case "autoscaler" -> List.of("autoscaler-log");
      case "discovery" -> List.of("istiod-log");
      default -> List.of("app-log");
    };
  }

  /** A proxy that is a pod's only container serves no application in it. */
  static boolean isGateway(SeenPod pod) {
    return pod.containers().size() == 1 && pod.has("istio-proxy");
  }
}
