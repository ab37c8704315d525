package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Callers;
import dev.whichhop.diagnosis.view.Machines;
import dev.whichhop.diagnosis.view.Target;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The callers that fail run on nodes that are registered targets of the load balancer that they
 * call, or are targets themselves. With the client's address preserved such a packet can come back
 * to where it was sent from, and is dropped (aws facts 2.6 "hairpin").
 */
final class CallerNodeIsTarget implements Check {

  @Override
  public String id() {
    return "caller-node-is-target";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.OBSERVATIONS,
        EvidenceKind.PODS,
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.TABLES,
        EvidenceKind.AWS);
  }

  @Override
  public Answer look(CaseFile file) {
    Machines machines = Machines.of(file.bundle());
    List<Pod> pods = file.bundle().pods();
    Map<String, Target> targets = new HashMap<>();
    for (Target target : Target.of(file.bundle())) {
      String node = target.node(machines, pods);
      if (!node.isEmpty()) {
        targets.putIfAbsent(node, target);
      }
    }
    Callers callers = Callers.of(file.bundle());
    if (targets.isEmpty()) {
      return Answer.blind("target-health");
    }
    List<Observation> here = new ArrayList<>();
    int elsewhere = 0;
    String subject = "";
    for (Observation call : callers.calls()) {
      if (call.clientFailure() == ClientFailure.NONE) {
        continue;
      }
      String node = callers.node(call);
      if (targets.containsKey(node)) {
        here.add(call);
        subject = node;
      } else if (!node.isEmpty() || !callers.address(call).isEmpty()) {
        elsewhere++;
      }
    }
    if (here.isEmpty() && elsewhere == 0) {
      return Answer.blind("caller-addresses");
    }
    Target own = targets.get(subject);
    if (own == null || elsewhere * 10 > here.size()) {
      return Answer.absent("targets and callers", "the failing callers");
    }
    return Answer.found(
        subject,
        List.of(own.evidence(), here.getFirst().evidence()),
        "caller",
        here.getFirst().vantage().instance(),
        "count",
        here.size(),
        "target",
        own.id());
  }
}
