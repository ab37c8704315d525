package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Callers get every answer that takes less than the listener's idle timeout and lose every one that
 * takes longer, at no common duration: the flow was silent while the server worked, the load
 * balancer forgot it, and the loss shows only when the answer is sent. A timer of caller, proxy or
 * server would end all of them after the same time.
 */
final class LongCallsAreLost implements Check {
  private static final int LEAST = 3;

  /** An answer begins within the timeout and takes a while to be sent. */
  private static final Duration SENDING = Duration.ofSeconds(10);

  @Override
  public String id() {
    return "long-calls-are-lost";
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
    List<Observation> lost = new ArrayList<>();
    List<Observation> delivered = new ArrayList<>();
    for (Observation one : file.bundle().observations()) {
      if (one.vantage().side() == Side.CALLER && one.duration().isPresent()) {
        if (one.succeeded()) {
          delivered.add(one);
        } else if (isLost(one)) {
          lost.add(one);
        }
      }
    }
    Comparator<Observation> byDuration = Comparator.comparing(one -> one.duration().orElseThrow());
    lost.sort(byDuration);
    delivered.sort(byDuration);
    long late = delivered.stream().filter(one -> lasted(one, timeout.dividedBy(2))).count();
    if (lost.size() < LEAST || late < LEAST) {
      return Answer.blind("client-log");
    }
    Duration longest = delivered.getLast().duration().orElseThrow();
    Duration spread =
        lost.getLast().duration().orElseThrow().minus(lost.getFirst().duration().orElseThrow());
    boolean apart =
        lasted(lost.getFirst(), timeout)
            && longest.compareTo(timeout.plus(SENDING)) <= 0
            && spread.compareTo(timeout.dividedBy(5)) > 0;
    return apart
        ? Answer.found(
            lost.getFirst().vantage().instance(),
            List.of(
                delivered.getLast().evidence(),
                lost.getFirst().evidence(),
                lost.getLast().evidence()),
            "count",
            lost.size(),
            "timeout",
            timeout.toSeconds(),
            "longest",
            longest.toSeconds())
        : Answer.absent(lost.getFirst().place().file(), "the calls");
  }

  private static boolean lasted(Observation call, Duration atLeast) {
    return call.duration().orElseThrow().compareTo(atLeast) >= 0;
  }

  private static boolean isLost(Observation call) {
    return switch (call.clientFailure()) {
      case TIMEOUT, RESET, EMPTY_REPLY, PARTIAL -> true;
      case NONE, REFUSED, CONNECT_TIMEOUT, UNREACHABLE, DNS, TLS, HTTP2, OTHER -> false;
    };
  }
}
