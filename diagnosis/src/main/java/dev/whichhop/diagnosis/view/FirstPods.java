package dev.whichhop.diagnosis.view;

import dev.whichhop.diagnosis.view.Revisions.Revision;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * The times in which a Knative revision had no ready pod and one was being started: from its pods,
 * or from the autoscaler's {@code Scaling from 0} (knative/serving
 * pkg/reconciler/autoscaling/kpa/scaler.go) to the activator's first backend (throttler.go).
 */
public final class FirstPods {
  private FirstPods() {}

  /**
   * One start from nothing.
   *
   * @param begin the pod was ordered
   * @param ready the first pod could take requests
   */
  public record Start(
      Revision revision, Instant begin, Instant ready, Evidence ordered, Evidence served) {}

  /** The kubelet starts the containers of a pod one right after the other. */
  private static final Duration TOGETHER = Duration.ofSeconds(5);

  private record Moment(Instant time, Evidence evidence) {}

  /** All starts from nothing of these revisions, in no particular order. */
  public static List<Start> of(Bundle bundle, List<Revision> revisions) {
    List<Start> found = new ArrayList<>();
    for (Revision revision : revisions) {
      firstOfPods(bundle, revision, found);
      fromEvents(bundle, revision, found);
      fromLogs(bundle, revision, found);
    }
    return found;
  }

  /** The pods that became ready before any other one of the revision was ready. */
  private static void firstOfPods(Bundle bundle, Revision revision, List<Start> found) {
    List<Start> pods = new ArrayList<>();
    for (Pod pod : Revisions.pods(bundle, revision.namespace(), revision.name())) {
      KubernetesObject object = pod.object();
      if (object == null || object.created().isEmpty()) {
        continue;
      }
      for (Node condition : object.status().get("conditions").items()) {
        Node since = condition.get("lastTransitionTime");
        boolean ready = condition.get("type").textOrEmpty().equals("Ready");
        if (ready && condition.get("status").isTrue()) {
          KubernetesObject.instant(since)
              .ifPresent(time ->
                  pods.add(
                      new Start(
                          revision,
                          object.created().get(),
                          time,
                          object.metadata().get("creationTimestamp").evidence(),
                          since.evidence())));
        }
      }
    }
    pods.stream().min(Comparator.comparing(Start::ready)).ifPresent(found::add);
  }

  /**
   * A Deployment that was scaled up from nothing, to the start of the last container of the first
   * pod. It is not ready before that.
   */
  private static void fromEvents(Bundle bundle, Revision revision, List<Start> found) {
    List<Moment> ordered = new ArrayList<>();
    TreeMap<Instant, Evidence> started = new TreeMap<>();
    for (KubernetesEvent event : bundle.events()) {
      Instant time = event.time();
      if (time == null || !event.objectName().startsWith(revision.name() + "-deployment")) {
        continue;
      }
      if (event.reason().equals("ScalingReplicaSet") && event.message().contains(" from 0 ")) {
        ordered.add(new Moment(time, event.evidence()));
      } else if (event.reason().equals("Started")) {
        started.put(time, event.evidence());
      }
    }
    for (Moment begin : ordered) {
      Instant first = started.ceilingKey(begin.time);
      Instant last = first == null ? null : started.floorKey(first.plus(TOGETHER));
      if (last != null) {
        Evidence evidence = started.floorEntry(last).getValue();
        found.add(new Start(revision, begin.time, last, begin.evidence, evidence));
      }
    }
  }

  private static void fromLogs(Bundle bundle, Revision revision, List<Start> found) {
    List<Moment> ordered = new ArrayList<>();
    TreeMap<Instant, Evidence> served = new TreeMap<>();
    for (LogRecord line : bundle.logs()) {
      Instant time = line.time();
      String key = line.fields().getOrDefault("knative.dev/key", "");
      boolean same =
          key.equals(revision.key())
              || revision.namespace().isEmpty() && key.endsWith("/" + revision.name());
      if (time == null || !same) {
        continue;
      }
      String text = line.message();
      if (line.component() == Component.AUTOSCALER && text.contains("Scaling from 0 to ")) {
        ordered.add(new Moment(time, line.evidence()));
      } else if (line.component() == Component.ACTIVATOR && hasBackends(text)) {
        served.put(time, line.evidence());
      }
    }
    for (Moment begin : ordered) {
      Instant ready = served.ceilingKey(begin.time);
      if (ready != null) {
        found.add(
            new Start(
                revision,
                begin.time,
                ready,
                begin.evidence,
                served.ceilingEntry(ready).getValue()));
      }
    }
  }

  private static boolean hasBackends(String text) {
    return text.contains("backends")
        && !text.contains("backends: 0")
        && !text.contains("backends = 0");
  }
}
