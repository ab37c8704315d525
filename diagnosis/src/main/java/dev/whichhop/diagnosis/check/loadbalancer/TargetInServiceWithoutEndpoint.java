package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Backends;
import dev.whichhop.diagnosis.view.Machines;
import dev.whichhop.diagnosis.view.Target;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Pod;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Under {@code externalTrafficPolicy: Local} a target counts as healthy although its node has no
 * ready endpoint of the Service, so what is sent there is dropped. Seen where the health check does
 * not ask {@code healthCheckNodePort}, or in the time until it has failed often enough.
 */
final class TargetInServiceWithoutEndpoint implements Check {

  @Override
  public String id() {
    return "target-in-service-without-local-endpoint";
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
    boolean placed = services.stream().noneMatch(Backends::localOnly);
    for (Target target : targets) {
      Optional<KubernetesObject> service =
          Backends.withNodePort(file.bundle(), target.port()).filter(Backends::localOnly);
      String node = target.node(machines, pods);
      if (service.isEmpty() || node.isEmpty()) {
        continue;
      }
      Set<String> nodes = Backends.nodesWithEndpoint(file.bundle(), service.get());
      placed |= !nodes.isEmpty();
      if (target.healthy() && !nodes.isEmpty() && !nodes.contains(node)) {
        return Answer.found(
            node,
            List.of(
                target.evidence(), service.get().spec().get("externalTrafficPolicy").evidence()),
            "service",
            service.get().reference());
      }
    }
    return placed ? Answer.absent("targets and endpoints", "the targets") : Answer.blind("pods");
  }
}
