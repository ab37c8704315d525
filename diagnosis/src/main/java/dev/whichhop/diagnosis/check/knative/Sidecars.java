package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Pod;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a pod has a sidecar proxy, from its object or from the number of its containers. */
final class Sidecars {
  private static final Set<String> PROXIES = Set.of("istio-proxy", "linkerd-proxy");

  private Sidecars() {}

  /**
   * True when it has one.
   *
   * @param own containers that such a pod has without a sidecar; used where only a table row is
   *     known
   */
  static boolean has(Pod pod, int own) {
    KubernetesObject object = pod.object();
    if (object == null) {
      return pod.containers() > own;
    }
    return Stream.of("containers", "initContainers")
        .flatMap(list -> object.spec().get(list).items().stream())
        .anyMatch(one -> PROXIES.contains(one.get("name").textOrEmpty()));
  }
}
