package dev.whichhop.diagnosis.check.startup;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.FreshHosts;
import dev.whichhop.diagnosis.view.SlowYoung;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.Optional;
import java.util.Set;

/** An instance that had just joined answered far more slowly than the others at the same time. */
final class SlowWhileYoung implements Check {

  @Override
  public String id() {
    return "slow-while-young";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    Optional<SlowYoung> seen = SlowYoung.of(file.bundle());
    if (seen.isPresent()) {
      return Answer.found(
          seen.get().host(),
          seen.get().evidence(),
          "slow",
          seen.get().slowMillis(),
          "usual",
          seen.get().usualMillis(),
          "count",
          seen.get().count());
    }
    return FreshHosts.of(file.bundle()).isEmpty()
        ? Answer.blind("gateway-access-log")
        : Answer.absent("access log", "instances that joined");
  }
}
