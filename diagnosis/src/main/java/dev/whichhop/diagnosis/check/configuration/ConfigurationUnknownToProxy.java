package dev.whichhop.diagnosis.check.configuration;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Signal;
import java.util.Set;

/**
 * A proxy rejected configuration because it does not know what is in it: an extension or field that
 * its release does not have.
 */
final class ConfigurationUnknownToProxy implements Check {

  @Override
  public String id() {
    return "configuration-unknown-to-proxy";
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
    Signal signal = file.bundle().signal("configuration-unknown");
    if (signal.seen()) {
      return Answer.found("", signal.evidence(3), "count", signal.count());
    }
    boolean looked =
        file.bundle().logs().stream()
            .anyMatch(one ->
                one.component() == Component.ISTIOD || one.component() == Component.ISTIO_PROXY);
    return looked
        ? Answer.absent("logs of istiod and proxies", "the proxies")
        : Answer.blind("istiod-log");
  }
}
