package dev.whichhop.diagnosis.check.timers;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.CallerGone;
import dev.whichhop.diagnosis.view.OneDuration;
import dev.whichhop.diagnosis.view.Seconds;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Callers go away before the answer, all after the same time: {@code DC} with status 0 in Envoy,
 * 499 in nginx, 460 in an ALB, or the caller's own time-out.
 */
final class CallerLeftFirst implements Check {
  /** An NLB forgets flows after 350 s by default (aws facts); that is not the caller's clock. */
  private static final Duration BALANCER_IDLE = Duration.ofSeconds(350);

  @Override
  public String id() {
    return "caller-left-first";
  }

  @Override
  public Hop hop() {
    return Hop.CLIENT;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS, EvidenceKind.LOGS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Observation> all = file.bundle().observations();
    for (Symptom.RequestFailures group : file.faultyRequests()) {
      Optional<Duration> clock =
          left(group) ? OneDuration.of(group, all).filter(one -> !balancer(one)) : Optional.empty();
      if (clock.isPresent()
          && (answersReach(clock.get(), group, all) || serversFindThemGone(group, file))) {
        return Answer.found(
            group.failures().getFirst().authority(),
            group.failures().stream().limit(3).map(Observation::evidence).toList(),
            "count",
            group.count(),
            "duration",
            Seconds.of(clock.get()),
            "hop",
            group.hop().id());
      }
    }
    return file.failures().isEmpty() || all.isEmpty()
        ? Answer.blind("gateway-access-log")
        : Answer.absent("the failures", "the callers");
  }

  /**
   * A server that never answers looks the same to an impatient caller. It is the caller's clock
   * where answers are seen to take up to about as long.
   */
  private static boolean answersReach(
      Duration clock, Symptom.RequestFailures group, List<Observation> all) {
    return all.stream()
        .filter(Observation::succeeded)
        .filter(one -> one.vantage().side() == group.side() || isOwnAnswer(one, group))
        .flatMap(one -> one.duration().stream())
        .anyMatch(one -> one.multipliedBy(2).compareTo(clock) >= 0);
  }

  /** Nor does a server that never answers find the caller gone when it wants to. */
  private static boolean serversFindThemGone(Symptom.RequestFailures group, CaseFile file) {
    return CallerGone.after(group, file.bundle()).size() * 2L >= group.failures().size();
  }

  /** The server's word that it answered what the callers had asked for. */
  private static boolean isOwnAnswer(Observation one, Symptom.RequestFailures group) {
    return one.vantage().side() == Side.SERVER
        && !one.path().isEmpty()
        && group.failures().stream().anyMatch(failure -> failure.path().equals(one.path()));
  }

  private static boolean left(Symptom.RequestFailures group) {
    boolean disconnected = group.status() <= 0 && (group.hasFlag("DC") || group.hasFlag("DR"));
    return disconnected
        || group.status() == 499
        || group.status() == 460
        || group.clientFailure() == ClientFailure.TIMEOUT;
  }

  private static boolean balancer(Duration duration) {
    return duration.minus(BALANCER_IDLE).abs().toSeconds() <= 10;
  }
}
