package dev.whichhop.diagnosis.check.timers;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.OneDuration;
import dev.whichhop.diagnosis.view.Seconds;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Connections that the server closed under a request ({@code UC} at its own sidecar, or 502 where
 * queue-proxy logs EOF of it) all end after the same, usual time-out, while the shorter requests
 * are answered: the server's own clock.
 */
final class ServerClosesAtOneDuration implements Check {

  @Override
  public String id() {
    return "server-closes-at-one-duration";
  }

  @Override
  public Hop hop() {
    return Hop.APP;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS, EvidenceKind.SIGNALS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Observation> all = file.bundle().observations();
    boolean endOfStream = file.bundle().signal("queue-proxy-end-of-stream").seen();
    boolean measured = false;
    for (Symptom.RequestFailures group : file.faultyRequests()) {
      boolean closed =
          group.hasFlag("UC") || (endOfStream && group.status() == 502 && group.flags().isEmpty());
      if (!closed || group.typicalDuration() == null) {
        continue;
      }
      measured = true;
      Optional<Duration> clock =
          OneDuration.evenOfOne(group, all).filter(ServerClosesAtOneDuration::isUsual);
      if (clock.isPresent()) {
        List<Evidence> evidence =
            group.failures().stream().limit(3).map(Observation::evidence).toList();
        return Answer.found(
            group.failures().getFirst().upstreamHost(),
            evidence,
            "count",
            group.count(),
            "duration",
            Seconds.of(clock.get()),
            "timer",
            Seconds.usual(clock.get()).map(Seconds::of).orElse(""));
      }
    }
    return measured
        ? Answer.absent("access log", "the durations of closed requests")
        : Answer.blind("sidecar-access-log");
  }

  private static boolean isUsual(Duration duration) {
    return Seconds.usual(duration).isPresent();
  }
}
