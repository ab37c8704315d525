package dev.whichhop.diagnosis.check.tls;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Signal;
import java.util.List;
import java.util.Set;

/**
 * A proxy opened TLS and got something that is not TLS: BoringSSL says WRONG_VERSION_NUMBER, with
 * {@code OPENSSL_internal} in the text, which a caller's OpenSSL does not print.
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
    List<Evidence> said =
        wrong.hits().stream().map(Signal.Hit::evidence).filter(one -> ofProxy(one.text())).toList();
    if (said.isEmpty()) {
      said =
          all.stream()
              .filter(one -> ofProxy(one.transportFailure()) || ofProxy(one.body()))
              .map(Observation::evidence)
              .toList();
    }
    if (!said.isEmpty()) {
      return Answer.found(
          said.getFirst().place().file(),
          said.subList(0, Math.min(3, said.size())),
          "count",
          said.size());
    }
    return all.isEmpty()
        ? Answer.blind("gateway-access-log")
        : Answer.absent(all.getFirst().place().file(), "the proxies");
  }

  private static boolean ofProxy(String text) {
    return text.contains("OPENSSL_internal:WRONG_VERSION_NUMBER");
  }
}
