package dev.whichhop.diagnosis.check.kubernetes;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.SystemPods;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The cluster's DNS is not able to answer: none of its pods is ready, its Service has no endpoint,
 * or it logs that it cannot reach the resolver behind it or the API server.
 */
final class ClusterDnsNotReady implements Check {

  @Override
  public String id() {
    return "cluster-dns-not-ready";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.PODS,
        EvidenceKind.SIGNALS,
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.TABLES);
  }

  @Override
  public Answer look(CaseFile file) {
    // Clusters that moved from kube-dns keep its name for the Service (kubernetes.io, DNS).
    List<Pod> pods = SystemPods.of(file.bundle(), List.of("coredns-", "kube-dns-"));
    List<Evidence> evidence =
        new ArrayList<>(SystemPods.outOfService(file.bundle(), pods, "kube-system", "kube-dns"));
    evidence.addAll(SystemPods.withoutReplica(file.bundle(), "kube-system", "coredns"));
    Signal errors = file.bundle().signal("coredns-cannot-answer");
    evidence.addAll(errors.evidence(2));
    if (!evidence.isEmpty()) {
      return Answer.found("kube-dns", evidence, "errors", errors.count());
    }
    return pods.isEmpty() ? Answer.blind("dns-pods") : Answer.absent("pods", "the pods of DNS");
  }
}
