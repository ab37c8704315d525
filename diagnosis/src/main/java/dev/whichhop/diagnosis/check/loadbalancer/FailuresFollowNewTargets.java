package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.TargetChange;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Calls fail in the minute after nodes joined or the load balancer got new hosts, and hardly at
 * other times.
 */
final class FailuresFollowNewTargets implements Check {
  /** In-tree health check: 10 s apart, 2 failures (aws facts row 16), and the time to spread it. */
  private static final Duration WINDOW = Duration.ofSeconds(90);

  private static final double NEARLY_ALL = 0.8;

  private static final Set<String> REASONS =
      Set.of("UpdatedLoadBalancer", "RegisteredNode", "NodeReady");
  private static final List<String> LITERALS =
      List.of("registering targets", "registered targets", "Adding targets", "Added targets");

  @Override
  public String id() {
    return "failures-follow-new-targets";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.EVENTS, EvidenceKind.LOGS, EvidenceKind.OBSERVATIONS, EvidenceKind.AWS);
  }

  @Override
  public Answer look(CaseFile file) {
    TreeMap<Instant, Evidence> joined = new TreeMap<>();
    for (KubernetesEvent event : file.bundle().events()) {
      if (event.time() != null && REASONS.contains(event.reason())) {
        joined.put(event.time(), event.evidence());
      }
    }
    for (LogRecord record : file.bundle().logs()) {
      boolean said = LITERALS.stream().anyMatch(record.message()::contains);
      if (record.time() != null && said) {
        joined.put(record.time(), record.evidence());
      }
    }
    TargetChange.of(file.bundle()).stream()
        .filter(TargetChange::joins)
        .forEach(one -> joined.put(one.time(), one.evidence()));
    List<Observation> timed =
        file.failures().stream().filter(one -> one.time().isPresent()).toList();
    if (joined.isEmpty() || timed.size() < 2) {
      return Answer.blind("events");
    }
    List<Observation> after =
        timed.stream().filter(one -> within(joined, one.time().orElseThrow())).toList();
    List<Observation> all =
        file.bundle().observations().stream().filter(one -> one.time().isPresent()).toList();
    long allWithin = all.stream().filter(one -> within(joined, one.time().orElseThrow())).count();
    boolean telling = allWithin * 5 <= all.size() * 2L;
    Evidence first = joined.values().iterator().next();
    return telling && after.size() >= NEARLY_ALL * timed.size()
        ? Answer.found(
            "the load balancer",
            List.of(first, after.getFirst().evidence()),
            "count",
            after.size(),
            "of",
            timed.size(),
            "window",
            WINDOW.toSeconds())
        : Answer.absent(first.place().file(), "the failures");
  }

  private static boolean within(TreeMap<Instant, Evidence> starts, Instant time) {
    Instant before = starts.floorKey(time);
    return before != null && Duration.between(before, time).compareTo(WINDOW) <= 0;
  }
}
