package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.util.List;
import java.util.Set;

/**
 * Failed requests had used up all their attempts ({@code URX}) although the server could be
 * reached: each was tried as often as it may, on a server that answered badly or late. A server
 * that nobody can reach ({@code UF}, {@code UH}) is tried in vain, too, but gets no load from it.
 */
final class RetriesExhausted implements Check {
  private static final double MOST = 0.5;
  private static final int LEAST_FAILURES = 3;

  @Override
  public String id() {
    return "retries-exhausted";
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
    List<Observation> failures =
        file.bundle().observations().stream()
            .filter(Observation::failed)
            .filter(one -> !one.flags().isEmpty())
            .toList();
    if (failures.isEmpty()) {
      return Answer.blind("sidecar-access-log");
    }
    List<Observation> exhausted =
        failures.stream()
            .filter(one -> one.hasFlag("URX") && !one.hasFlag("UF") && !one.hasFlag("UH"))
            .toList();
    if (exhausted.size() < LEAST_FAILURES || exhausted.size() < MOST * failures.size()) {
      return Answer.absent("flags of the access log", "the failures");
    }
    Observation first = exhausted.getFirst();
    return new Answer.Found(
        first.upstreamCluster(),
        first.vantage().hop() == Hop.GATEWAY ? Hop.GATEWAY : null,
        Phrase.of("", "count", exhausted.size(), "of", failures.size()).values(),
        exhausted.stream().limit(3).map(Observation::evidence).toList());
  }
}
