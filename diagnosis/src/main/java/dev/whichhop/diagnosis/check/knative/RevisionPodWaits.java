package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.diagnosis.view.Revisions.Revision;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The pods of the failing revision (of any revision where no request failed) cannot start: image,
 * crash, configuration, or no node for them.
 */
final class RevisionPodWaits implements Check {
  /** Waiting reasons of kubelet (pkg/kubelet/container, pkg/kubelet/images) that do not pass by. */
  private static final Set<String> WAITING =
      Set.of(
          "ImagePullBackOff",
          "ErrImagePull",
          "InvalidImageName",
          "CrashLoopBackOff",
          "CreateContainerConfigError",
          "CreateContainerError",
          "RunContainerError");

  @Override
  public String id() {
    return "revision-pod-cannot-start";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.EVENTS, EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    Set<String> failing =
        Revisions.failing(file).stream().map(Revision::key).collect(Collectors.toSet());
    boolean requestsFailed = !file.faultyRequests().isEmpty();
    String looked = "";
    Set<String> ready = new HashSet<>();
    Map<String, List<Evidence>> stuck = new LinkedHashMap<>();
    Map<String, String> reasons = new HashMap<>();
    for (Pod pod : file.bundle().pods()) {
      String revision = pod.namespace() + "/" + Revisions.ofPod(pod);
      if (Revisions.ofPod(pod).isEmpty() || (requestsFailed && !failing.contains(revision))) {
        continue;
      }
      looked = revision;
      if (pod.ready()) {
        ready.add(revision);
      }
      String reason = reason(pod, file.bundle().events());
      if (!reason.isEmpty()) {
        stuck.computeIfAbsent(revision, _ -> new ArrayList<>()).add(pod.evidence());
        reasons.putIfAbsent(revision, reason);
      }
    }
    for (Map.Entry<String, List<Evidence>> entry : stuck.entrySet()) {
      if (!ready.contains(entry.getKey())) {
        List<Evidence> evidence = entry.getValue();
        return Answer.found(
            entry.getKey(),
            evidence.subList(0, Math.min(3, evidence.size())),
            "reason",
            reasons.getOrDefault(entry.getKey(), ""));
      }
    }
    return looked.isEmpty() ? Answer.blind("pods") : Answer.absent("pods", looked);
  }

  private static String reason(Pod pod, List<KubernetesEvent> events) {
    if (WAITING.stream().anyMatch(pod.status()::contains)) {
      return pod.status();
    }
    KubernetesObject object = pod.object();
    if (object != null) {
      for (Node status : object.status().get("containerStatuses").items()) {
        String reason = status.at("state", "waiting", "reason").textOrEmpty();
        if (WAITING.contains(reason)) {
          return reason;
        }
      }
    }
    return events.stream()
        .filter(one -> one.objectName().equals(pod.name()) && !pod.ready())
        .filter(
            one -> one.reason().equals("FailedScheduling") || one.reason().equals("FailedMount"))
        .map(KubernetesEvent::reason)
        .findFirst()
        .orElse("");
  }
}
