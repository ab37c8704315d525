package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Pod;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a pod has Istio's sidecar. */
public final class Meshed {
  private Meshed() {}

  /**
   * From the object; of a row of a table only one container tells, which leaves no room for a
   * proxy, and several of them are taken for one with it. Empty when neither is known.
   */
  public static Optional<Boolean> hasProxy(Pod pod) {
    KubernetesObject object = pod.object();
    if (object != null && !object.spec().get("containers").items().isEmpty()) {
      return Optional.of(
          Stream.of("containers", "initContainers")
              .flatMap(list -> object.spec().get(list).items().stream())
              .anyMatch(one -> one.get("name").textOrEmpty().equals("istio-proxy")));
    }
    return pod.containers() < 1 ? Optional.empty() : Optional.of(pod.containers() > 1);
  }
}
