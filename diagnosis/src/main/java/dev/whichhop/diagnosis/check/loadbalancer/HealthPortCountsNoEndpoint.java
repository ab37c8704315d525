package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Target;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * kube-proxy itself answered at {@code healthCheckNodePort} that the node has no endpoint of the
 * Service, and no registered target is healthy. With healthy targets among them such answers are as
 * they should be: that is how a load balancer leaves the other nodes out.
 */
final class HealthPortCountsNoEndpoint implements Check {

  @Override
  public String id() {
    return "health-port-counts-no-local-endpoint";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.SIGNALS, EvidenceKind.AWS);
  }

  @Override
  public Answer look(CaseFile file) {
    Signal none = file.bundle().signal("kube-proxy-no-local-endpoint");
    List<Target> targets = Target.of(file.bundle());
    if (targets.isEmpty() || !none.seen()) {
      return Answer.blind(targets.isEmpty() ? "target-health" : "kube-proxy-health");
    }
    if (targets.stream().anyMatch(Target::healthy)
        || targets.stream().noneMatch(Target::unhealthy)) {
      return Answer.absent("targets and kube-proxy", "the targets");
    }
    List<Evidence> evidence = new ArrayList<>(none.evidence(2));
    targets.stream()
        .filter(Target::unhealthy)
        .limit(2)
        .forEach(one -> evidence.add(one.evidence()));
    return Answer.found(
        targets.getFirst().id(), evidence, "count", none.count(), "targets", targets.size());
  }
}
