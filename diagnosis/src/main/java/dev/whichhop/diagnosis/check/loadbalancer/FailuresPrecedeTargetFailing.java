package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.TargetChange;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Calls fail in the time before the load balancer finds a target unhealthy, and hardly ever else:
 * it goes on sending to a target that does not serve any more until enough health checks failed.
 */
final class FailuresPrecedeTargetFailing implements Check {
  /** Two failed checks 30 s apart and the 10 s of the last: the NLB's defaults (aws facts 5.2). */
  private static final Duration USUAL_WINDOW = Duration.ofSeconds(2 * 30 + 10);

  private static final int LEAST = 3;
  private static final double NEARLY_ALL = 0.8;

  /** So many failures would lie in the windows by chance in fewer of the cases. */
  private static final double CHANCE = 0.01;

  @Override
  public String id() {
    return "failures-precede-target-failing";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.OBSERVATIONS, EvidenceKind.AWS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<TargetChange> failing =
        TargetChange.of(file.bundle()).stream().filter(TargetChange::fails).toList();
    List<Observation> calls =
        file.bundle().observations().stream()
            .filter(one -> one.vantage().side() == Side.CALLER && one.time().isPresent())
            .toList();
    List<Observation> failed = calls.stream().filter(one -> !one.succeeded()).toList();
    if (failing.isEmpty() || failed.size() < LEAST) {
      return Answer.blind("target-health");
    }
    Duration window = window(file.bundle());
    List<Observation> before =
        failed.stream().filter(one -> precedes(one, failing, window)).toList();
    double covered =
        (double) calls.stream().filter(one -> precedes(one, failing, window)).count()
            / calls.size();
    boolean byChance = Math.pow(covered, before.size()) >= CHANCE;
    if (before.size() < NEARLY_ALL * failed.size() || byChance) {
      return Answer.absent(failing.getFirst().evidence().place().file(), "the failures");
    }
    List<Evidence> evidence = new ArrayList<>();
    before.stream().limit(2).forEach(one -> evidence.add(one.evidence()));
    failing.stream().limit(2).forEach(one -> evidence.add(one.evidence()));
    return Answer.found(
        failing.getFirst().id(),
        evidence,
        "count",
        before.size(),
        "of",
        failed.size(),
        "window",
        window.toSeconds());
  }

  /** How long a target may fail its health checks before it counts as unhealthy. */
  private static Duration window(Bundle bundle) {
    Duration longest = Duration.ZERO;
    for (Node group : bundle.aws("TargetGroups")) {
      long seconds =
          group.get("HealthCheckIntervalSeconds").whole().orElse(0)
                  * group.get("UnhealthyThresholdCount").whole().orElse(0)
              + group.get("HealthCheckTimeoutSeconds").whole().orElse(0);
      longest = longest.toSeconds() < seconds ? Duration.ofSeconds(seconds) : longest;
    }
    return longest.isZero() ? USUAL_WINDOW : longest;
  }

  private static boolean precedes(Observation call, List<TargetChange> failing, Duration window) {
    Instant time = call.time().orElseThrow();
    return failing.stream()
        .anyMatch(one ->
            !time.isAfter(one.time()) && Duration.between(time, one.time()).compareTo(window) <= 0);
  }
}
