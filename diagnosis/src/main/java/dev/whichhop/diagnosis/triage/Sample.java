package dev.whichhop.diagnosis.triage;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.view.SampledLogs;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The failures of one group beside what the same vantage saw answered.
 *
 * @param failures those with a time in its order, then those without
 * @param answered requests of the same vantage that did not fail, ordered likewise
 * @param complete false where of a large log only a part of the answered requests was kept
 */
record Sample(
    Symptom.RequestFailures group,
    List<Observation> failures,
    List<Observation> answered,
    boolean complete,
    CaseFile file) {

  /** Fewer failures than this show no shape. */
  static final int FEWEST = 3;

  /** What would come about by accident once in a hundred groups is not taken for a trait. */
  static final double ACCIDENT = 0.01;

  private static final Comparator<Observation> BY_TIME =
      Comparator.comparing((Observation one) -> one.time().orElse(Instant.MAX));

  static Sample of(Symptom.RequestFailures group, CaseFile file) {
    List<Observation> answered =
        file.bundle().observations().stream()
            .filter(one -> one.vantage().hop() == group.hop())
            .filter(one -> one.vantage().side() == group.side())
            .filter(one -> !one.failed())
            .sorted(BY_TIME)
            .toList();
    return new Sample(
        group,
        group.failures().stream().sorted(BY_TIME).toList(),
        answered,
        !SampledLogs.of(file.bundle()).containAny(group.failures()),
        file);
  }

  /** The same failures, and of the answered requests those for the hosts that fail. */
  Sample ofFailingHosts() {
    Set<String> hosts = new HashSet<>();
    failures.forEach(one -> hosts.add(one.authority()));
    return new Sample(
        group,
        failures,
        answered.stream().filter(one -> hosts.contains(one.authority())).toList(),
        complete,
        file);
  }

  /** Only what has a time. */
  Sample timed() {
    return new Sample(
        group,
        failures.stream().filter(one -> one.time().isPresent()).toList(),
        answered.stream().filter(one -> one.time().isPresent()).toList(),
        complete,
        file);
  }

  /** When a request ended, where that is known: what ends a request acts at its end. */
  static Instant end(Observation one) {
    return one.end().orElse(Instant.MAX);
  }

  static Instant start(Observation one) {
    return one.time().orElse(Instant.MAX);
  }

  /** From the first request to the last one. Not for an empty sample. */
  Duration span() {
    Instant first = start(failures.getFirst());
    Instant last = start(failures.getLast());
    if (!answered.isEmpty()) {
      first = earlier(first, start(answered.getFirst()));
      last =
          earlier(start(answered.getLast()), last).equals(last) ? start(answered.getLast()) : last;
    }
    return Duration.between(first, last);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Answered requests that began after {@code from} and before {@code to}. */
  long answeredBetween(Instant from, Instant to) {
    return answered.stream()
        .filter(one -> start(one).isAfter(from) && start(one).isBefore(to))
        .count();
  }
}
