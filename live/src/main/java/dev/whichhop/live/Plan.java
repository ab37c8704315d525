package dev.whichhop.live;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be collected.
 *
 * @param namespaces of the question; empty for all
 * @param controlPlanes namespaces of gateways and control planes, looked at besides
 * @param focus pods whose logs are wanted
 * @param window of logs and metrics
 * @param logBytes the most of one log
 * @param logPods pods whose logs are fetched, at most, apart from those of control planes
 * @param portForward true to read the pages of proxies through port-forward
 * @param prometheus address of a Prometheus; null for none
 */
public record Plan(
    List<String> namespaces,
    List<String> controlPlanes,
    Focus focus,
    Window window,
    long logBytes,
    int logPods,
    boolean portForward,
    @Nullable URI prometheus) {
  public Plan {
    namespaces = List.copyOf(namespaces);
    controlPlanes = List.copyOf(controlPlanes);
  }

  boolean everywhere() {
    return namespaces.isEmpty();
  }

  /** Those of the question, then those of control planes. */
  List<String> withControlPlanes() {
    return Stream.concat(namespaces.stream(), controlPlanes.stream()).distinct().toList();
  }

  boolean isControlPlane(String namespace) {
    return controlPlanes.contains(namespace);
  }
}
