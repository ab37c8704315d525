package dev.whichhop.diagnosis.picture;

import dev.whichhop.model.evidence.Evidence;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something in the system changed, whoever changed it: what an operator lays beside the failures.
 *
 * @param time null when the evidence gives no instant
 * @param age how long before the evidence was taken, where only that is known (LAST SEEN of {@code
 *     kubectl get events}); null otherwise
 * @param subject object, pod or target; empty when the source does not say
 */
public record Change(
    Kind kind, @Nullable Instant time, @Nullable Duration age, String subject, Evidence evidence) {

  /** What changed. */
  public enum Kind {
    /** A new version of a workload. */
    ROLLOUT,
    /** A number of pods. */
    SCALE,
    /** Routing, policy, security-group or mesh configuration. */
    CONFIGURATION,
    /** Targets of a load balancer, or their health. */
    TARGETS,
    /** Pods or containers that ended. */
    PODS
  }

  /** True when it is known to have happened from {@code from} on and before {@code to}. */
  public boolean within(Instant from, Instant to) {
    return time != null && !time.isBefore(from) && time.isBefore(to);
  }

  static Change at(Kind kind, Instant time, String subject, Evidence evidence) {
    return new Change(kind, time, null, subject, evidence);
  }
}
