package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Pod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Kubelet's probes of a pod with a sidecar are reset or closed, not refused and not answered with a
 * status: something on the way does not accept a plain request.
 */
final class KubeletProbeCut implements Check {
  private static final List<String> CUT =
      List.of(
          "connection reset by peer",
          ": EOF",
          "malformed HTTP response",
          "server gave HTTP response");

  @Override
  public String id() {
    return "kubelet-probe-cut-by-sidecar";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.EVENTS, EvidenceKind.LOGS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    Set<String> meshed = new HashSet<>();
    for (Pod pod : file.bundle().pods()) {
      if (Sidecars.has(pod, Revisions.ofPod(pod).isEmpty() ? 1 : 2)) {
        meshed.add(pod.name());
      }
    }
    Map<String, List<Evidence>> cut = new LinkedHashMap<>();
    boolean looked = false;
    for (KubernetesEvent event : file.bundle().events()) {
      looked = true;
      if (probeCut(event.message())) {
        cut.computeIfAbsent(event.objectName(), _ -> new ArrayList<>()).add(event.evidence());
      }
    }
    for (LogRecord line : file.bundle().logs()) {
      if (line.component() == Component.KUBELET) {
        looked = true;
        if (probeCut(line.raw())) {
          meshed.stream()
              .filter(line.raw()::contains)
              .findFirst()
              .ifPresent(
                  pod -> cut.computeIfAbsent(pod, _ -> new ArrayList<>()).add(line.evidence()));
        }
      }
    }
    for (Map.Entry<String, List<Evidence>> entry : cut.entrySet()) {
      if (meshed.contains(entry.getKey())) {
        List<Evidence> evidence = entry.getValue();
        return Answer.found(
            entry.getKey(),
            evidence.subList(0, Math.min(3, evidence.size())),
            "text",
            evidence.getFirst().text());
      }
    }
    return looked ? Answer.absent("events", "kubelet's probes") : Answer.blind("events");
  }

  private static boolean probeCut(String text) {
    return (text.contains("probe failed")
            || text.contains("Probe failed")
            || text.contains("probe errored"))
        && CUT.stream().anyMatch(text::contains);
  }
}
