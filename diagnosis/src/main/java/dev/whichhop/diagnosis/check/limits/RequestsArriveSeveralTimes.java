package dev.whichhop.diagnosis.check.limits;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Attempts;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.Locale;
import java.util.Set;

/** The server's proxy logged many requests several times that the calling proxy took in once. */
final class RequestsArriveSeveralTimes implements Check {
  /** A few retries are what retries are for; half as much load again is a load of its own. */
  static final double MULTIPLIED = 1.5;

  private static final int LEAST_REQUESTS = 20;

  @Override
  public String id() {
    return "requests-arrive-several-times";
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
    Attempts attempts = Attempts.of(file.exchanges());
    if (attempts.requests().size() < LEAST_REQUESTS) {
      return Answer.blind("sidecar-access-log");
    }
    return attempts.ratio() >= MULTIPLIED
        ? Answer.found(
            "",
            attempts.most().orElseThrow().evidence(),
            "ratio",
            String.format(Locale.ROOT, "%.1f", attempts.ratio()),
            "count",
            attempts.requests().size())
        : Answer.absent("access logs of both proxies", "the requests");
  }
}
