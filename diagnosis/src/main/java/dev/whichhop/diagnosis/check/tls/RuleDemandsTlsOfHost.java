package dev.whichhop.diagnosis.check.tls;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Pod;
import java.util.List;
import java.util.Set;

/** A DestinationRule makes callers open TLS to a failing host whose pods have no sidecar. */
final class RuleDemandsTlsOfHost implements Check {

  @Override
  public String id() {
    return "rule-demands-tls-of-host";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<KubernetesObject> rules = file.bundle().objects("DestinationRule");
    List<Pod> pods = file.bundle().pods();
    if (rules.isEmpty() || pods.isEmpty()) {
      return Answer.blind(rules.isEmpty() ? "destinationrules" : "pods");
    }
    Set<String> failing = Hosts.failing(file.faultyRequests());
    for (KubernetesObject rule : rules) {
      String host = Hosts.shortName(rule.spec().get("host").textOrEmpty(), rule.namespace());
      boolean fails = failing.stream().anyMatch(one -> Hosts.same(host, one));
      // Of the whole host, of a port or of a subset.
      for (Node tls : rule.spec().below("tls")) {
        Node mode = tls.get("mode");
        boolean demands = mode.exists() && !mode.textOrEmpty().equals("DISABLE");
        if (demands && fails && withoutSidecar(host, pods)) {
          return Answer.found(
              host, List.of(mode.evidence()), "mode", mode.textOrEmpty(), "rule", rule.reference());
        }
      }
    }
    return Answer.absent("DestinationRule", "the failing hosts");
  }

  /** Pods of the service by name; one container means no sidecar. */
  private static boolean withoutSidecar(String host, List<Pod> pods) {
    int end = host.indexOf('.');
    String name = end < 0 ? host : host.substring(0, end);
    List<Pod> own = pods.stream().filter(pod -> pod.name().startsWith(name + "-")).toList();
    return !own.isEmpty() && own.stream().allMatch(pod -> pod.containers() == 1);
  }
}
