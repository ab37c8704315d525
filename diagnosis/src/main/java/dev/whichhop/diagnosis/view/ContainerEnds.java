package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Containers that ended by themselves or were killed under the running pod: last states of
 * containers, events of the node, lines of agent and kernel.
 */
public final class ContainerEnds {
  private static final List<String> STATUSES =
      List.of("containerStatuses", "initContainerStatuses");

  private static final Set<String> EVENTS = Set.of("OOMKilling", "SystemOOM", "BackOff", "Evicted");

  private static final List<String> SIGNALS =
      List.of("envoy-out-of-memory", "envoy-killed-by-kernel");

  /**
   * One end.
   *
   * @param subject {@code pod/container}, or the object of the event; empty when not told
   */
  public record End(Instant time, String subject, Evidence evidence) {}

  private ContainerEnds() {}

  /** All of them in the order of time. */
  public static List<End> of(Bundle bundle) {
    List<End> found = new ArrayList<>();
    for (KubernetesObject pod : bundle.objects("Pod")) {
      for (String statuses : STATUSES) {
        for (Node container : pod.status().get(statuses).items()) {
          Node last = container.at("lastState", "terminated");
          boolean byItself = !last.get("reason").textOrEmpty().equals("Completed");
          KubernetesObject.instant(last.get("finishedAt"))
              .filter(_ -> byItself)
              .ifPresent(time ->
                  found.add(
                      new End(
                          time,
                          pod.name() + "/" + container.get("name").textOrEmpty(),
                          last.get("reason").exists()
                              ? last.get("reason").evidence()
                              : last.get("finishedAt").evidence())));
        }
      }
    }
    for (KubernetesEvent event : bundle.events()) {
      if (event.time() != null && EVENTS.contains(event.reason())) {
        found.add(new End(event.time(), event.objectName(), event.evidence()));
      }
    }
    for (String id : SIGNALS) {
      for (Signal.Hit hit : bundle.signal(id).hits()) {
        if (hit.time() != null) {
          found.add(new End(hit.time(), "", hit.evidence()));
        }
      }
    }
    found.sort(Comparator.comparing(End::time));
    return List.copyOf(found);
  }
}
