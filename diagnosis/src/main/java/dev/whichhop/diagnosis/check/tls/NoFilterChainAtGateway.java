package dev.whichhop.diagnosis.check.tls;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.util.List;
import java.util.Set;

/**
 * The gateway closed connections for which no filter chain matched: TLS came without a server name,
 * or with one that is not among its hosts. Scanners do that to every public gateway now and then,
 * so a few among many count only when a caller of the evidence lost connections too.
 */
final class NoFilterChainAtGateway implements Check {
  private static final double FEW = 0.1;

  /** How a TLS client sees it (istio-envoy facts 2.1: 35, behind a balancer 52 or 56). */
  private static final Set<ClientFailure> LOST =
      Set.of(ClientFailure.TLS, ClientFailure.RESET, ClientFailure.EMPTY_REPLY);

  @Override
  public String id() {
    return "no-filter-chain-at-gateway";
  }

  @Override
  public Hop hop() {
    return Hop.GATEWAY;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Observation> gateway =
        file.bundle().observations().stream()
            .filter(one -> one.vantage().side() == Side.GATEWAY)
            .toList();
    if (gateway.isEmpty()) {
      return Answer.blind("gateway-access-log");
    }
    List<Observation> unmatched =
        gateway.stream()
            .filter(one -> one.hasFlag("NR") && one.details().contains("filter_chain_not_found"))
            .toList();
    boolean lost =
        file.bundle().observations().stream().anyMatch(one -> LOST.contains(one.clientFailure()));
    return unmatched.isEmpty() || (!lost && unmatched.size() < FEW * gateway.size())
        ? Answer.absent(gateway.getFirst().place().file(), "the gateway")
        : Answer.found(
            unmatched.getFirst().vantage().instance(),
            unmatched.stream().limit(3).map(Observation::evidence).toList(),
            "count",
            unmatched.size(),
            "sni",
            unmatched.getFirst().serverName().isEmpty() ? "-" : unmatched.getFirst().serverName());
  }
}
