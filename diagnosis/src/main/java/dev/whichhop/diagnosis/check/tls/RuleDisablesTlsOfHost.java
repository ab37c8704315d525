package dev.whichhop.diagnosis.check.tls;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import java.util.Set;

/**
 * A DestinationRule switches TLS off for a failing host: its callers' sidecars send plain text even
 * to pods that require mutual TLS.
 */
final class RuleDisablesTlsOfHost implements Check {

  @Override
  public String id() {
    return "rule-disables-tls-of-host";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<KubernetesObject> rules = file.bundle().objects("DestinationRule");
    if (rules.isEmpty()) {
      return Answer.blind("destinationrules");
    }
    Set<String> failing = Hosts.failing(file.faultyRequests());
    for (KubernetesObject rule : rules) {
      String host = Hosts.shortName(rule.spec().get("host").textOrEmpty(), rule.namespace());
      boolean fails = failing.stream().anyMatch(one -> Hosts.same(host, one));
      for (Node tls : rule.spec().below("tls")) {
        Node mode = tls.get("mode");
        if (fails && mode.textOrEmpty().equals("DISABLE")) {
          return Answer.found(host, List.of(mode.evidence()), "rule", rule.reference());
        }
      }
    }
    return Answer.absent("DestinationRule", "the failing hosts");
  }
}
