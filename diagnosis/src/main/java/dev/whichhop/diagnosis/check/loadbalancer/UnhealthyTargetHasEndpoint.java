package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Backends;
import dev.whichhop.diagnosis.view.Machines;
import dev.whichhop.diagnosis.view.Target;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Under {@code externalTrafficPolicy: Local} a target is unhealthy although its node has a ready
 * endpoint of the Service.
 */
final class UnhealthyTargetHasEndpoint implements Check {

  @Override
  public String id() {
    return "unhealthy-target-has-local-endpoint";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.AWS, EvidenceKind.PODS, EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.TABLES);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Target> targets = Target.of(file.bundle());
    Machines machines = Machines.of(file.bundle());
    List<Pod> pods = file.bundle().pods();
    List<KubernetesObject> services = Backends.exposed(file.bundle());
    if (targets.isEmpty()) {
      return Answer.blind("target-health");
    }
    if (services.isEmpty()) {
      return Answer.blind("services");
    }
    boolean placed = false;
    List<Evidence> evidence = new ArrayList<>();
    String subject = "";
    for (Target target : targets) {
      Optional<KubernetesObject> service =
          Backends.withNodePort(file.bundle(), target.port()).filter(Backends::localOnly);
      if (service.isEmpty()) {
        continue;
      }
      String node = target.node(machines, pods);
      placed |= !node.isEmpty();
      if (target.unhealthy()
          && Backends.nodesWithEndpoint(file.bundle(), service.get()).contains(node)) {
        evidence.add(target.evidence());
        subject = node;
      }
    }
    boolean local = services.stream().anyMatch(Backends::localOnly);
    if (evidence.isEmpty()) {
      return local && !placed
          ? Answer.blind("pods")
          : Answer.absent("targets and endpoints", "the targets");
    }
    return Answer.found(
        subject, evidence.subList(0, Math.min(3, evidence.size())), "count", evidence.size());
  }
}
