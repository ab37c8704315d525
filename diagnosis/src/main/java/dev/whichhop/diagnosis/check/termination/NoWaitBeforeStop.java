package dev.whichhop.diagnosis.check.termination;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A workload that takes traffic has no preStop hook: its process gets SIGTERM at the same moment as
 * its endpoint is taken away, so whoever routes to it learns of the end too late.
 */
final class NoWaitBeforeStop implements Check {
  private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet", "DaemonSet");

  @Override
  public String id() {
    return "no-wait-before-stop";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Evidence> without = new ArrayList<>();
    String subject = "";
    String looked = "";
    for (KubernetesObject workload : file.bundle().objects()) {
      if (!WORKLOADS.contains(workload.kind())) {
        continue;
      }
      Node pod = workload.root().at("spec", "template", "spec");
      for (Node container : pod.get("containers").items()) {
        if (container.get("ports").items().isEmpty()) {
          continue;
        }
        looked = workload.reference();
        if (!container.at("lifecycle", "preStop").exists()) {
          subject = workload.reference();
          without.add(container.get("name").evidence());
        }
      }
    }
    if (looked.isEmpty()) {
      return Answer.blind("workload-objects");
    }
    return without.isEmpty()
        ? Answer.absent("Deployment", looked)
        : Answer.found(subject, without.subList(0, Math.min(3, without.size())));
  }
}
