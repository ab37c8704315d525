package dev.whichhop.diagnosis.view;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last ends of the applications' containers in the pods that failing requests were for, from
 * pod objects and from {@code kubectl describe pod}.
 *
 * @param looked true when the state of such a container was there to be read
 */
public record ApplicationEnds(boolean looked, List<End> ends) {
  /** Containers that are hops of their own; they have causes of their own. */
  public static final Set<String> HOPS =
      Set.of("istio-proxy", "linkerd-proxy", "queue-proxy", "activator", "discovery");

  /** The container runtime writes whole seconds, and requests end with the process. */
  private static final Duration BEFORE = Duration.ofSeconds(5);

  /** After its start an application opens its port, and its pod becomes an endpoint again. */
  private static final Duration STARTING = Duration.ofMinutes(1);

  /**
   * A container that waits in back-off ended several times within this: the delay between starts is
   * at most 5 minutes and is forgotten when a container ran for 10 (kubernetes.io, Pod Lifecycle,
   * "How Pods handle problems with containers").
   */
  private static final Duration LOOP = Duration.ofMinutes(20);

  /**
   * One end.
   *
   * @param reason {@code OOMKilled}, {@code Error}, {@code Completed}; empty when not told
   * @param exitCode -1 when not told
   * @param finished null when not told
   * @param restarted when the container runs again; null while it does not
   * @param waits why it is not running now, {@code CrashLoopBackOff}; empty when it runs
   * @param memoryLimit as written; empty when none is set or told
   * @param probed true when a liveness or startup probe is declared
   */
  public record End(
      Pod pod,
      String container,
      String reason,
      int exitCode,
      @Nullable Instant finished,
      @Nullable Instant restarted,
      String waits,
      int restarts,
      String memoryLimit,
      boolean probed,
      List<Evidence> evidence) {

    /** True when the container was not running when the evidence was taken. */
    public boolean down() {
      return restarted == null;
    }

    /**
     * The failures that fall to this end and to those before it: at it, until the application is
     * back, and over the whole of a loop of restarts. Empty when the failures, timed, happened at
     * another time; all when they carry no time and the container is down.
     */
    public List<Observation> failures(CaseFile file) {
      List<Observation> all = file.failures();
      List<Observation> timed = all.stream().filter(one -> one.end().isPresent()).toList();
      if (timed.isEmpty() || finished == null) {
        return down() ? all : List.of();
      }
      boolean loop = waits.equals("CrashLoopBackOff") && restarts > 1;
      Instant from = finished.minus(loop ? LOOP : BEFORE);
      Instant until = restarted == null ? Instant.MAX : restarted.plus(STARTING);
      List<Observation> near =
          timed.stream()
              .filter(one -> !one.end().orElseThrow().isBefore(from))
              .filter(one -> !one.end().orElseThrow().isAfter(until))
              .toList();
      // Of several ends only the last is told; it has its share of the failures.
      return near.size() * Math.max(2, restarts + 1L) >= timed.size() ? near : List.of();
    }

    /** True when this end can be behind what is wrong now. */
    public boolean concerns(CaseFile file) {
      return file.failures().isEmpty() ? down() : !failures(file).isEmpty();
    }
  }

  public static ApplicationEnds of(CaseFile file) {
    FailingPods failing = FailingPods.of(file);
    List<End> ends = new ArrayList<>();
    boolean looked = false;
    for (Pod pod : file.bundle().pods()) {
      KubernetesObject object = pod.object();
      if (object != null && failing.concern(pod)) {
        for (Node container : object.status().get("containerStatuses").items()) {
          if (!HOPS.contains(container.get("name").textOrEmpty())) {
            looked = true;
            of(pod, object, container).ifPresent(ends::add);
          }
        }
      }
    }
    for (KubernetesObject described : file.bundle().objects("DescribedPod")) {
      Optional<Pod> pod =
          file.bundle().pods().stream()
              .filter(one -> one.name().equals(described.name()))
              .filter(failing::concern)
              .findFirst();
      if (pod.isPresent()) {
        for (var container : described.root().get("Containers").entries().entrySet()) {
          if (!HOPS.contains(container.getKey())) {
            looked = true;
            described(pod.get(), container.getKey(), container.getValue()).ifPresent(ends::add);
          }
        }
      }
    }
    return new ApplicationEnds(looked, List.copyOf(ends));
  }

  private static Optional<End> of(Pod pod, KubernetesObject object, Node status) {
    Node now = status.at("state", "terminated");
    Node ended = now.exists() ? now : status.at("lastState", "terminated");
    if (!ended.exists()) {
      return Optional.empty();
    }
    String name = status.get("name").textOrEmpty();
    Node container =
        object.spec().get("containers").items().stream()
            .filter(one -> one.get("name").textOrEmpty().equals(name))
            .findFirst()
            .orElse(new Node.Missing(object.root().place()));
    Node running = status.at("state", "running");
    boolean up = running.exists() || status.get("ready").isTrue();
    Instant finished = KubernetesObject.instant(ended.get("finishedAt")).orElse(null);
    Instant started = KubernetesObject.instant(running.get("startedAt")).orElse(finished);
    List<Evidence> evidence = new ArrayList<>();
    for (String field : List.of("reason", "exitCode", "finishedAt")) {
      add(ended.get(field), evidence);
    }
    add(status.get("restartCount"), evidence);
    return Optional.of(
        new End(
            pod,
            name,
            ended.get("reason").textOrEmpty(),
            (int) ended.get("exitCode").whole().orElse(-1),
            finished,
            up ? started : null,
            status.at("state", "waiting", "reason").textOrEmpty(),
            (int) status.get("restartCount").whole().orElse(0),
            container.at("resources", "limits", "memory").textOrEmpty(),
            container.get("livenessProbe").exists() || container.get("startupProbe").exists(),
            List.copyOf(evidence)));
  }

  private static Optional<End> described(Pod pod, String name, Node container) {
    Node state = container.get("State");
    // "State: Running" with fields below it keeps its word under the empty key.
    String word = state.get("").text().orElse(state.textOrEmpty());
    boolean terminated = word.equals("Terminated");
    Node ended = terminated ? state : container.get("Last State");
    if (!ended.get("Finished").exists()) {
      return Optional.empty();
    }
    boolean up = container.get("Ready").isTrue() || word.equals("Running");
    Instant finished = DescribedTime.of(ended.get("Finished")).orElse(null);
    Instant started = DescribedTime.of(state.get("Started")).orElse(finished);
    List<Evidence> evidence = new ArrayList<>();
    for (String field : List.of("Reason", "Exit Code", "Finished")) {
      add(ended.get(field), evidence);
    }
    add(container.get("Restart Count"), evidence);
    return Optional.of(
        new End(
            pod,
            name,
            ended.get("Reason").textOrEmpty(),
            (int) ended.get("Exit Code").whole().orElse(-1),
            finished,
            up ? started : null,
            terminated ? "" : state.get("Reason").textOrEmpty(),
            (int) container.get("Restart Count").whole().orElse(0),
            container.at("Limits", "memory").textOrEmpty(),
            container.get("Liveness").exists() || container.get("Startup").exists(),
            List.copyOf(evidence)));
  }

  private static void add(Node field, List<Evidence> into) {
    if (field.exists()) {
      into.add(field.evidence());
    }
  }
}
