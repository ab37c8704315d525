package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Machines;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Signal;
import java.util.List;
import java.util.Set;

/**
 * kube-proxy asks for its node under a name that the cluster does not have, so it takes no endpoint
 * for local. It uses the host's name unless told otherwise.
 */
final class KubeProxyDoesNotKnowItsNode implements Check {

  @Override
  public String id() {
    return "kube-proxy-does-not-know-its-node";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.SIGNALS,
        EvidenceKind.LOGS,
        EvidenceKind.PODS,
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.TABLES,
        EvidenceKind.AWS);
  }

  @Override
  public Answer look(CaseFile file) {
    Signal asked = file.bundle().signal("kube-proxy-node-unknown");
    List<Machines.Machine> machines = Machines.of(file.bundle()).all();
    boolean log =
        file.bundle().logs().stream().anyMatch(one -> one.component() == Component.KUBE_PROXY);
    for (Signal.Hit hit : asked.hits()) {
      String name = quoted(hit.evidence().text());
      boolean known = machines.stream().anyMatch(one -> one.name().equals(name));
      if (!name.isEmpty() && !known) {
        return Answer.found(name, asked.evidence(2), "count", asked.count());
      }
    }
    return log || asked.seen()
        ? Answer.absent("the log of kube-proxy", "kube-proxy")
        : Answer.blind("kube-proxy-log");
  }

  /** The name in {@code nodes "NAME" not found}; the quotes may be escaped. */
  private static String quoted(String line) {
    int from = line.indexOf("nodes ");
    int open = from < 0 ? -1 : line.indexOf('"', from);
    int close = open < 0 ? -1 : line.indexOf('"', open + 1);
    return close < 0 ? "" : line.substring(open + 1, close).replace("\\", "");
  }
}
