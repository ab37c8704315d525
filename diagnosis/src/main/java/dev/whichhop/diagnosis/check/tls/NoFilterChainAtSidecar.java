package dev.whichhop.diagnosis.check.tls;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.util.List;
import java.util.Set;

/**
 * A sidecar closed inbound connections for which no filter chain matched: under STRICT mutual TLS
 * it has chains for TLS only, and what came was plain text (istio-envoy facts 2.2 E5).
 */
final class NoFilterChainAtSidecar implements Check {

  @Override
  public String id() {
    return "no-filter-chain-at-sidecar";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Observation> sidecar =
        file.bundle().observations().stream()
            .filter(one -> one.vantage().side() == Side.INBOUND)
            .toList();
    if (sidecar.isEmpty()) {
      return Answer.blind("sidecar-access-log");
    }
    List<Observation> unmatched =
        sidecar.stream()
            .filter(one -> one.hasFlag("NR") && one.details().contains("filter_chain_not_found"))
            .toList();
    if (file.bundle().observations().size() == 1 && sidecar.getFirst().serverName().isEmpty()) {
      // Nothing but the one line: a gateway that got no server name writes the same.
      return Answer.blind("sidecar-access-log");
    }
    return unmatched.isEmpty()
        ? Answer.absent(sidecar.getFirst().place().file(), "the sidecar")
        : Answer.found(
            unmatched.getFirst().vantage().instance(),
            unmatched.stream().limit(3).map(Observation::evidence).toList(),
            "count",
            unmatched.size());
  }
}
