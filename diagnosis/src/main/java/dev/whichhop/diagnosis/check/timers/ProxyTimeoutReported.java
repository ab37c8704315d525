package dev.whichhop.diagnosis.check.timers;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.OneDuration;
import dev.whichhop.diagnosis.view.Seconds;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Share;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A proxy says that its own timer ended the request: Envoy's flag {@code UT} and its details, its
 * body {@code upstream request timeout}, nginx's {@code upstream timed out}, or a 504 at one
 * duration in the log of a proxy that asked its upstream.
 */
final class ProxyTimeoutReported implements Check {
  /** Envoy source/common/router/router.cc and response_code_details.h; ngx_http_upstream.c. */
  private static final List<String> LITERALS =
      List.of(
          "upstream request timeout",
          "response_timeout",
          "upstream_per_try_timeout",
          "upstream_per_try_idle_timeout",
          "upstream timed out (110: ");

  private static final Duration CONNECTING = Duration.ofMillis(10_500);

  @Override
  public String id() {
    return "proxy-timeout-reported";
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
    List<Observation> all = file.bundle().observations();
    for (Symptom.RequestFailures group : file.faultyRequests()) {
      boolean fromProxy = group.side() != Side.CALLER && group.side() != Side.SERVER;
      boolean oneDuration =
          group.status() == 504
              && fromProxy
              && OneDuration.of(group, all).filter(one -> !connecting(group, one)).isPresent();
      List<Observation> said =
          group.failures().stream()
              .filter(one -> one.hasFlag("UT") || says(one) || (oneDuration && unanswered(one)))
              .toList();
      // One time-out among many answers is a slow request, not a fault of the route.
      boolean more = said.size() > 1 || group.share() != Share.FEW;
      if (!said.isEmpty() && more) {
        Duration after = group.typicalDuration();
        return new Answer.Found(
            said.getFirst().authority(),
            fromProxy ? group.hop() : null,
            Phrase.of(
                    "",
                    "count",
                    said.size(),
                    "duration",
                    after == null ? "?" : Seconds.of(after),
                    "hop",
                    group.hop().id())
                .values(),
            said.stream().limit(3).map(Observation::evidence).toList());
      }
    }
    return file.failures().isEmpty() || all.isEmpty()
        ? Answer.blind("sidecar-access-log")
        : Answer.absent("the failures", "the failures");
  }

  /**
   * An Application Load Balancer answers 504 too when it cannot connect to the target within 10 s
   * (AWS, troubleshooting ALB, HTTP 504).
   */
  private static boolean connecting(Symptom.RequestFailures group, Duration duration) {
    return group.side() == Side.BALANCER && duration.compareTo(CONNECTING) <= 0;
  }

  /** An upstream was asked and its answer had not begun. */
  private static boolean unanswered(Observation one) {
    return !one.upstreamHost().isEmpty() && one.upstreamTime().isEmpty();
  }

  private static boolean says(Observation one) {
    return LITERALS.stream()
        .anyMatch(literal -> one.details().contains(literal) || one.body().contains(literal));
  }
}
