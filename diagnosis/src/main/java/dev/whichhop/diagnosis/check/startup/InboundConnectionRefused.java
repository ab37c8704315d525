package dev.whichhop.diagnosis.check.startup;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.util.List;
import java.util.Set;

/** The sidecar could not connect to its own application: UF in inbound lines, refused at once. */
final class InboundConnectionRefused implements Check {

  @Override
  public String id() {
    return "inbound-connection-refused";
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
    List<Observation> inbound =
        file.bundle().observations().stream()
            .filter(one -> one.vantage().side() == Side.INBOUND)
            .toList();
    if (inbound.isEmpty()) {
      return Answer.blind("sidecar-access-log");
    }
    List<Observation> refused = inbound.stream().filter(one -> one.hasFlag("UF")).toList();
    // A restart refuses for a moment; a wrong address refuses all the time.
    boolean answered =
        inbound.stream()
            .filter(Observation::succeeded)
            .anyMatch(one ->
                !refused.isEmpty() && one.upstreamHost().equals(refused.getFirst().upstreamHost()));
    if (refused.size() < 2 || answered) {
      return Answer.absent(inbound.getFirst().place().file(), "the application's port");
    }
    return Answer.found(
        refused.getFirst().upstreamHost(),
        refused.stream().limit(3).map(Observation::evidence).toList(),
        "count",
        refused.size(),
        "upstream",
        refused.getFirst().upstreamHost());
  }
}
