package dev.whichhop.diagnosis.check.knative;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Waits;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Slow requests of a revision with a concurrency limit all began beside another one; see Waits. */
final class SlowRequestsBeganBesideOthers implements Check {

  @Override
  public String id() {
    return "slow-requests-began-beside-others";
  }

  @Override
  public Hop hop() {
    return Hop.ACTIVATOR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.OBSERVATIONS, EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    Optional<Waits> waits = Waits.of(file.bundle());
    if (waits.isEmpty()) {
      return Waits.measured(file.bundle())
          ? Answer.absent("access log", "requests")
          : Answer.blind("gateway-access-log");
    }
    Waits seen = waits.get();
    return new Answer.Found(
        seen.revision().key(),
        Hop.ACTIVATOR,
        Map.of(
            "count",
            String.valueOf(seen.waited().size()),
            "usual",
            String.valueOf(seen.usual().toMillis())),
        seen.waited().stream().limit(3).map(Observation::evidence).toList());
  }
}
