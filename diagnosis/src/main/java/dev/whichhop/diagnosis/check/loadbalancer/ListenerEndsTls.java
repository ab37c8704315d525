package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import java.util.Set;

/**
 * A listener of the load balancer ends TLS itself: its certificate, security policy and ALPN policy
 * decide, not those of the gateway.
 */
final class ListenerEndsTls implements Check {

  @Override
  public String id() {
    return "listener-ends-tls";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.AWS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Node> listeners = file.bundle().aws("Listeners");
    if (listeners.isEmpty()) {
      return Answer.blind("listeners");
    }
    return listeners.stream()
        .filter(one -> one.get("Protocol").textOrEmpty().equals("TLS"))
        .findFirst()
        .map(one ->
            Answer.found(
                "port " + one.get("Port").textOrEmpty(),
                List.of(one.get("Protocol").evidence()),
                "policy",
                one.get("SslPolicy").textOrEmpty(),
                "alpn",
                one.get("AlpnPolicy").items().isEmpty()
                    ? "None"
                    : one.get("AlpnPolicy").items().getFirst().textOrEmpty()))
        .orElseGet(() ->
            Answer.absent(listeners.getFirst().place().file(), "the load balancer's listeners"));
  }
}
