package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.diagnosis.view.Revisions.Revision;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Pod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * When a pod of a failing revision became ready: from the pod, from queue-proxy's first lines, or
 * from the activator's first backend after none (throttler.go).
 */
record FirstReady(String pod, Instant time, Evidence evidence) {
  /** knative/serving cmd/queue/main.go of several versions. */
  private static final List<String> STARTS =
      List.of(
          "Queue container is starting",
          "User-container successfully probed",
          "Starting queue-proxy");

  static List<FirstReady> of(CaseFile file) {
    List<FirstReady> moments = new ArrayList<>();
    List<Revision> failing = Revisions.failing(file);
    for (Revision revision : failing) {
      for (Pod pod : Revisions.pods(file.bundle(), revision.namespace(), revision.name())) {
        moments.addAll(conditions(pod));
      }
    }
    Set<String> withoutBackend = new HashSet<>();
    for (LogRecord line : file.bundle().logs()) {
      Instant time = line.time();
      String key = KnativeLogs.revision(line);
      if (time == null || failing.stream().noneMatch(one -> isOf(one, key))) {
        continue;
      }
      String text = line.message();
      if (line.component() == Component.QUEUE_PROXY && STARTS.stream().anyMatch(text::contains)) {
        String pod = line.fields().getOrDefault("knative.dev/pod", line.source());
        moments.add(new FirstReady(pod, time, line.evidence()));
      } else if (text.contains("backends: 0") || text.contains("backends = 0")) {
        withoutBackend.add(key);
      } else if (text.contains("backends") && withoutBackend.remove(key)) {
        moments.add(new FirstReady(key, time, line.evidence()));
      }
    }
    return moments;
  }

  /** A table of one namespace does not say which. */
  private static boolean isOf(Revision revision, String key) {
    return key.equals(revision.key())
        || revision.namespace().isEmpty() && key.endsWith("/" + revision.name());
  }

  private static List<FirstReady> conditions(Pod pod) {
    KubernetesObject object = pod.object();
    if (object == null) {
      return List.of();
    }
    List<FirstReady> moments = new ArrayList<>();
    for (Node condition : object.status().get("conditions").items()) {
      if (condition.get("type").textOrEmpty().equals("Ready") && condition.get("status").isTrue()) {
        Node since = condition.get("lastTransitionTime");
        KubernetesObject.instant(since)
            .ifPresent(at -> moments.add(new FirstReady(pod.name(), at, since.evidence())));
      }
    }
    return moments;
  }
}
