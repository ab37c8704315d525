package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Long connections and requests that ended without an answer ended together at the idle timeout of
 * the listener: they had been silent from the start.
 */
final class ConnectionsEndAtIdleTimeout implements Check {
  /** Shorter ones say nothing about a timer of minutes. */
  private static final Duration LONG = Duration.ofSeconds(60);

  /** How long after the timeout an end is noticed: retransmissions and the next probe. */
  private static final Duration NOTICED = Duration.ofSeconds(15);

  @Override
  public String id() {
    return "connections-end-at-idle-timeout";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS, EvidenceKind.AWS_ATTRIBUTES);
  }

  @Override
  public Answer look(CaseFile file) {
    Duration timeout = FailsOnlyPastIdleTimeout.timeout(file.bundle());
    List<Observation> ended =
        file.bundle().observations().stream()
            .filter(one ->
                one.clientFailure() != ClientFailure.NONE
                    || one.hasFlag("DC") && one.vantage().side() == Side.GATEWAY)
            .filter(one -> one.duration().orElse(Duration.ZERO).compareTo(LONG) > 0)
            .toList();
    if (ended.size() < 3) {
      return Answer.blind("client-log");
    }
    List<Observation> together =
        ended.stream()
            .filter(one -> {
              Duration late = one.duration().orElseThrow().minus(timeout);
              return late.compareTo(Duration.ofSeconds(-2)) >= 0 && late.compareTo(NOTICED) <= 0;
            })
            .toList();
    return together.size() * 5 >= ended.size() * 4
        ? Answer.found(
            together.getFirst().vantage().instance(),
            together.stream().limit(3).map(Observation::evidence).toList(),
            "count",
            together.size(),
            "timeout",
            timeout.toSeconds())
        : Answer.absent(ended.getFirst().place().file(), "the long connections");
  }
}
