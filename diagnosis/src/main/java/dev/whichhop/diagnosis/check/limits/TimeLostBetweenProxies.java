package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.TimeBetweenProxies;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.Optional;
import java.util.Set;

/** Answered requests took much longer at the calling proxy than at the server's proxy. */
final class TimeLostBetweenProxies implements Check {

  @Override
  public String id() {
    return "time-lost-between-proxies";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of();
  }

  @Override
  public Answer look(CaseFile file) {
    Optional<TimeBetweenProxies> seen = TimeBetweenProxies.of(file.exchanges());
    if (seen.isEmpty()) {
      return Answer.blind("sidecar-access-log");
    }
    return seen.get().considerable()
        ? Answer.found(
            "",
            seen.get().evidence(),
            "count",
            seen.get().count(),
            "of",
            seen.get().of(),
            "median",
            seen.get().lost().toMillis())
        : Answer.absent("access logs of both proxies", "the requests");
  }
}
