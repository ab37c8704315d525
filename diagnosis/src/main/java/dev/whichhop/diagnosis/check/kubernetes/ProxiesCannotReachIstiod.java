package dev.whichhop.diagnosis.check.kubernetes;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Signal;
import java.util.Set;

/** Proxies log that their connection to istiod's port 15012 does not come about. */
final class ProxiesCannotReachIstiod implements Check {

  @Override
  public String id() {
    return "proxies-cannot-reach-istiod";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.SIGNALS, EvidenceKind.LOGS);
  }

  @Override
  public Answer look(CaseFile file) {
    Signal refused = file.bundle().signal("istiod-refuses-proxies");
    boolean proxies =
        file.bundle().logs().stream().anyMatch(one -> one.component() == Component.ISTIO_PROXY);
    if (refused.seen()) {
      return Answer.found("istiod", refused.evidence(3), "count", refused.count());
    }
    return proxies
        ? Answer.absent("the proxies' logs", "the proxies")
        : Answer.blind("sidecar-access-log");
  }
}
