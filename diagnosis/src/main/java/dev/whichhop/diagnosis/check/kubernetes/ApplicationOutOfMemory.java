package dev.whichhop.diagnosis.check.kubernetes;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.ApplicationEnds;
import dev.whichhop.diagnosis.view.FailingPods;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The kernel killed an application's container for its memory when requests failed: {@code
 * OOMKilled} is what the container runtime reports for a container whose cgroup hit its limit
 * (containerd internal/cri/server/events.go).
 */
final class ApplicationOutOfMemory implements Check {

  @Override
  public String id() {
    return "application-out-of-memory";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    ApplicationEnds ends = ApplicationEnds.of(file);
    for (ApplicationEnds.End end : ends.ends()) {
      if (end.reason().equals("OOMKilled") && end.concerns(file)) {
        List<Evidence> evidence = new ArrayList<>(end.evidence());
        end.failures(file).stream().limit(1).forEach(one -> evidence.add(one.evidence()));
        return Answer.found(
            end.pod().name(),
            evidence,
            "container",
            end.container(),
            "restarts",
            end.restarts(),
            "count",
            end.failures(file).size(),
            "limit",
            end.memoryLimit().isEmpty() ? "?" : end.memoryLimit());
      }
    }
    FailingPods failing = FailingPods.of(file);
    for (Pod pod : file.bundle().pods()) {
      // A table shows the word only while the container is down; whose it is, is not told.
      if (pod.object() == null && pod.status().equals("OOMKilled") && failing.concern(pod)) {
        return Answer.found(
            pod.name(),
            List.of(pod.evidence()),
            "container",
            "?",
            "restarts",
            pod.restarts(),
            "count",
            file.failures().size(),
            "limit",
            "?");
      }
    }
    return ends.looked()
        ? Answer.absent("container states", "the applications")
        : Answer.blind("pod-objects");
  }
}
