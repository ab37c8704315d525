package dev.whichhop.evidence.document;

import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Pod;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A Pod object as {@code kubectl get pods} would print it; the rules are those of {@code printPod}
 * in Kubernetes' {@code pkg/printers/internalversion/printers.go}. Init containers with {@code
 * restartPolicy: Always} are native sidecars and count as containers.
 */
final class PodFacts {
  private final KubernetesObject object;
  private final Node status;
  private final Set<String> sidecars = new HashSet<>();
  private final int initContainers;
  private int containers;
  private int ready;
  private int restarts;
  private int sidecarRestarts;
  private String word;

  private PodFacts(KubernetesObject object) {
    this.object = object;
    this.status = object.status();
    List<Node> init = object.spec().get("initContainers").items();
    initContainers = init.size();
    for (Node container : init) {
      if (container.get("restartPolicy").textOrEmpty().equals("Always")) {
        sidecars.add(container.get("name").textOrEmpty());
      }
    }
    containers = object.spec().get("containers").items().size() + sidecars.size();
    if (containers == 0) {
      containers = status.get("containerStatuses").items().size();
    }
    word = status.any("reason", "phase").textOrEmpty();
  }

  static Pod of(KubernetesObject object) {
    return new PodFacts(object).pod();
  }

  private Pod pod() {
    for (Node condition : status.get("conditions").items()) {
      if (condition.get("reason").textOrEmpty().equals("SchedulingGated")) {
        word = "SchedulingGated";
      }
    }
    boolean initializing = countInitContainers();
    if (!initializing || isTrue("Initialized")) {
      restarts = sidecarRestarts;
      countContainers();
    }
    if (object.metadata().get("deletionTimestamp").text().isPresent()) {
      String phase = status.get("phase").textOrEmpty();
      if (status.get("reason").textOrEmpty().equals("NodeLost")) {
        word = "Unknown";
      } else if (!phase.equals("Succeeded") && !phase.equals("Failed")) {
        word = "Terminating";
      }
    }
    boolean counted = status.get("containerStatuses").exists();
    return new Pod(
        object.namespace(),
        object.name(),
        status.get("podIP").textOrEmpty(),
        object.spec().get("nodeName").textOrEmpty(),
        word,
        counted ? ready : isTrue("ContainersReady") || isTrue("Ready") ? containers : -1,
        containers == 0 ? -1 : containers,
        counted || status.get("initContainerStatuses").exists() ? restarts : -1,
        object.created().orElse(null),
        object,
        new Evidence(object.root().place(), "Pod " + object.name() + ": " + word));
  }

  /** Goes through the init containers in their order; true when one is not through yet. */
  private boolean countInitContainers() {
    List<Node> statuses = status.get("initContainerStatuses").items();
    boolean initializing = false;
    for (int i = 0; i < statuses.size() && !initializing; i++) {
      Node container = statuses.get(i);
      boolean sidecar = sidecars.contains(container.get("name").textOrEmpty());
      int count = (int) container.get("restartCount").whole().orElse(0);
      restarts += count;
      sidecarRestarts += sidecar ? count : 0;
      Node terminated = container.at("state", "terminated");
      String waiting = container.at("state", "waiting", "reason").textOrEmpty();
      if (terminated.exists() && terminated.get("exitCode").textOrEmpty().equals("0")) {
        continue;
      }
      if (sidecar && container.get("started").isTrue()) {
        ready += container.get("ready").isTrue() ? 1 : 0;
        continue;
      }
      initializing = true;
      if (terminated.exists()) {
        word = "Init:" + ended(terminated);
      } else if (!waiting.isEmpty() && !waiting.equals("PodInitializing")) {
        word = "Init:" + waiting;
      } else {
        word = "Init:" + i + "/" + initContainers;
      }
    }
    return initializing;
  }

  private void countContainers() {
    boolean running = false;
    for (Node container : status.get("containerStatuses").items().reversed()) {
      restarts += (int) container.get("restartCount").whole().orElse(0);
      Node state = container.get("state");
      String waiting = state.at("waiting", "reason").textOrEmpty();
      if (!waiting.isEmpty()) {
        word = waiting;
      } else if (state.get("terminated").exists()) {
        word = ended(state.get("terminated"));
      } else if (container.get("ready").isTrue()) {
        // Unlike kubectl, does not insist on state.running: shortened evidence often lacks it.
        running = true;
        ready++;
      }
    }
    if (word.equals("Completed") && running) {
      word = isTrue("Ready") ? "Running" : "NotReady";
    }
  }

  private static String ended(Node terminated) {
    String reason = terminated.get("reason").textOrEmpty();
    if (!reason.isEmpty()) {
      return reason;
    }
    long signal = terminated.get("signal").whole().orElse(0);
    return signal != 0
        ? "Signal:" + signal
        : "ExitCode:" + terminated.get("exitCode").textOrEmpty();
  }

  private boolean isTrue(String type) {
    return status.get("conditions").items().stream()
        .anyMatch(condition ->
            condition.get("type").textOrEmpty().equals(type) && condition.get("status").isTrue());
  }
}
