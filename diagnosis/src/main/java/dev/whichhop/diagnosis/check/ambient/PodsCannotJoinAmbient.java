package dev.whichhop.diagnosis.check.ambient;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Signal;
import java.util.Set;

/**
 * istio-cni says that it has no connection to the node's ztunnel, so new pods get no sandbox and
 * running ones are not enrolled (cni/pkg/nodeagent of istio/istio; issue 53843).
 */
final class PodsCannotJoinAmbient implements Check {

  @Override
  public String id() {
    return "pods-cannot-join-ambient";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.SIGNALS, EvidenceKind.EVENTS, EvidenceKind.LOGS);
  }

  @Override
  public Answer look(CaseFile file) {
    Signal signal = file.bundle().signal("no-ztunnel-connection");
    if (signal.seen()) {
      return Answer.found("", signal.evidence(3), "count", signal.count());
    }
    boolean cniLog =
        file.bundle().logs().stream()
            .anyMatch(one -> one.raw().contains("cni-agent") || one.raw().contains("cni-plugin"));
    return cniLog || !file.bundle().events().isEmpty()
        ? Answer.absent("events and the log of istio-cni", "new pods")
        : Answer.blind("events");
  }
}
