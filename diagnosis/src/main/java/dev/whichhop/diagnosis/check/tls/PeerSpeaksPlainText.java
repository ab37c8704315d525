package dev.whichhop.diagnosis.check.tls;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.util.List;
import java.util.Set;

/**
 * A proxy opened TLS and got something that is not TLS: BoringSSL says WRONG_VERSION_NUMBER.
 */
final class PeerSpeaksPlainText implements Check {

  @Override
  public String id() {
    return "peer-speaks-plain-text";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.SIGNALS, EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    var wrong = file.bundle().signal("tls-wrong-version");
    List<Observation> all = file.bundle().observations();
    if (wrong.seen()) {
      return Answer.found(
          wrong.hits().getFirst().evidence().place().file(),
          wrong.evidence(3),
          "count",
          wrong.count());
    }
    return all.isEmpty()
        ? Answer.blind("gateway-access-log")
        : Answer.absent(all.getFirst().place().file(), "the proxies");
  }
}
