package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Arrivals;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.util.Set;

/**
 * Calls that failed for the caller have no line at the gateway, though its log covers the time and
 * has a line for calls that were answered.
 */
final class FailuresNeverReachedGateway implements Check {

  @Override
  public String id() {
    return "failures-never-reached-gateway";
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
    Arrivals arrivals = Arrivals.of(file.bundle());
    if (arrivals.answeredSeen() == 0 || arrivals.lost().size() + arrivals.failedSeen() == 0) {
      return Answer.blind("gateway-access-log");
    }
    return arrivals.lost().size() <= 9 * arrivals.failedSeen()
        ? Answer.absent(arrivals.source(), "the failing calls")
        : Answer.found(
            arrivals.lost().getFirst().vantage().instance(),
            arrivals.lost().stream().limit(2).map(Observation::evidence).toList(),
            "count",
            arrivals.lost().size(),
            "answered",
            arrivals.answeredSeen());
  }
}
