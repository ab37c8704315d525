package dev.whichhop.live;

import java.util.List;
import java.util.Map;

/**
 * What the collector has to know of a pod to fetch its logs.
 *
 * @param workload name of its owner; the pod's own where it has none
 * @param running false for pods that have ended or have not begun: nobody listens there
 */
record SeenPod(
    String namespace,
    String name,
    Map<String, String> labels,
    List<Container> containers,
    String workload,
    boolean running) {

  /**
   * @param restarted true when there is a log of the container before this one
   */
  record Container(String name, boolean restarted) {}

  boolean restarted() {
    return containers.stream().anyMatch(Container::restarted);
  }

  boolean has(String container) {
    return containers.stream().anyMatch(one -> one.name().equals(container));
  }
}
