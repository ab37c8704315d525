package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.Signal;
import java.util.List;
import java.util.Set;

/** The controller could not bring the load balancer up to date with its Service. */
final class LoadBalancerSyncFailed implements Check {

  @Override
  public String id() {
    return "load-balancer-sync-failed";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.EVENTS, EvidenceKind.SIGNALS);
  }

  @Override
  public Answer look(CaseFile file) {
    Signal failed = file.bundle().signal("load-balancer-sync-failed");
    List<KubernetesEvent> events = file.bundle().events();
    if (failed.seen()) {
      return Answer.found("the load balancer", failed.evidence(2), "count", failed.count());
    }
    return events.isEmpty()
        ? Answer.blind("events")
        : Answer.absent(events.getFirst().evidence().place().file(), "the load balancer");
  }
}
