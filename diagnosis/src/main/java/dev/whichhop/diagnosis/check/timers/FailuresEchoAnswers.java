package dev.whichhop.diagnosis.check.timers;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Echoes;
import dev.whichhop.diagnosis.view.Seconds;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Nearly every closed request comes a usual time-out after some earlier answer of its host, while
 * few answered requests do: the idle race as a proxy with several pools shows it.
 */
final class FailuresEchoAnswers implements Check {
  private static final int LEAST = 4;

  @Override
  public String id() {
    return "failures-echo-answers";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS);
  }

  @Override
  public Answer look(CaseFile file) {
    boolean looked = false;
    for (Symptom.RequestFailures group : file.faultyRequests()) {
      boolean closed =
          group.hasFlag("UC")
              || (group.flags().isEmpty() && (group.status() == 502 || group.status() == 503));
      if (!closed || group.side() == Side.CALLER || group.side() == Side.SERVER) {
        continue;
      }
      looked |= group.count() >= LEAST;
      Optional<Echoes> echoes = Echoes.of(group.failures(), file.bundle());
      if (echoes.isPresent()) {
        Echoes found = echoes.get();
        return Answer.found(
            found.within().getFirst().upstreamHost(),
            found.within().stream().limit(3).map(Observation::evidence).toList(),
            "count",
            found.within().size(),
            "of",
            found.failed(),
            "timer",
            Seconds.of(found.timer()),
            "percent",
            String.format(Locale.ROOT, "%.0f", found.byAccident() * 100));
      }
    }
    return looked
        ? Answer.absent("access log", "the failures")
        : Answer.blind("sidecar-access-log");
  }
}
