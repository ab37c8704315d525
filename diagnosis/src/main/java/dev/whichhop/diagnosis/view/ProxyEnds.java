package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last ends of containers {@code istio-proxy}, of sidecars, gateways, waypoints and ztunnels,
 * from pod objects and from {@code kubectl describe pod}.
 *
 * @param looked true when the state of such a container was there to be read
 * @param ends in the order of the evidence
 */
public record ProxyEnds(boolean looked, List<End> ends) {
  /**
   * A container that ended and was started again, or not.
   *
   * @param reason {@code OOMKilled}, {@code Error}, {@code Completed}
   * @param time null when it is not told
   */
  public record End(String pod, String reason, @Nullable Instant time, List<Evidence> evidence) {}

  private static final List<String> LISTS = List.of("containerStatuses", "initContainerStatuses");
  private static final List<String> DESCRIBED = List.of("Containers", "Init Containers");

  public static ProxyEnds of(Bundle bundle) {
    List<End> ends = new ArrayList<>();
    boolean looked = false;
    for (KubernetesObject pod : bundle.objects("Pod")) {
      for (String list : LISTS) {
        for (Node container : pod.status().get(list).items()) {
          if (container.get("name").textOrEmpty().equals(ProxyContainers.NAME)) {
            looked = true;
            for (String state : List.of("lastState", "state")) {
              Node ended = container.at(state, "terminated");
              add(
                  pod.name(),
                  ended.get("reason"),
                  ended.get("finishedAt"),
                  KubernetesObject.instant(ended.get("finishedAt")).orElse(null),
                  ends);
            }
          }
        }
      }
    }
    for (KubernetesObject pod : bundle.objects("DescribedPod")) {
      for (String list : DESCRIBED) {
        Node container = pod.root().get(list).get(ProxyContainers.NAME);
        looked |= container.exists();
        for (String state : List.of("Last State", "State")) {
          Node ended = container.get(state);
          if (ended.get("Finished").exists()) {
            Node finished = ended.get("Finished");
            add(
                pod.name(),
                ended.get("Reason"),
                finished,
                DescribedTime.of(finished).orElse(null),
                ends);
          }
        }
      }
    }
    return new ProxyEnds(looked, List.copyOf(ends));
  }

  private static void add(
      String pod, Node reason, Node finished, @Nullable Instant time, List<End> into) {
    if (reason.exists() || finished.exists()) {
      List<Evidence> evidence = new ArrayList<>();
      for (Node one : List.of(reason, finished)) {
        if (one.exists()) {
          evidence.add(one.evidence());
        }
      }
      into.add(new End(pod, reason.textOrEmpty(), time, evidence));
    }
  }
}
