package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.TrackingTimeout;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Security groups forget an idle connection sooner than the load balancer in front does. */
final class TrackingShorterThanIdleTimeout implements Check {
  /** Default of {@code tcp.idle_timeout.seconds}; aws facts 5.2. */
  private static final Duration LISTENER_DEFAULT = Duration.ofSeconds(350);

  @Override
  public String id() {
    return "tracking-shorter-than-idle-timeout";
  }

  @Override
  public Hop hop() {
    return Hop.VPC;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.AWS, EvidenceKind.AWS_ATTRIBUTES);
  }

  @Override
  public Answer look(CaseFile file) {
    Optional<TrackingTimeout> known = TrackingTimeout.of(file.bundle());
    if (known.isEmpty()) {
      return Answer.blind("network-interfaces");
    }
    TrackingTimeout timeout = known.get();
    Duration listener = timeout.listener().orElse(LISTENER_DEFAULT);
    return timeout.tracking().compareTo(listener) < 0
        ? Answer.found(
            "the targets",
            timeout.evidence(),
            "tracking",
            timeout.tracking().toSeconds(),
            "listener",
            listener.toSeconds())
        : Answer.absent(timeout.evidence().getFirst().place().file(), "the targets");
  }
}
