package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Failures that each come one and the same time-out after some earlier answer of the same host.
 *
 * <p>A proxy with several workers keeps a pool for each (Envoy, threading model), so the connection
 * that was idle for T is seldom the one that was used last, and the last silence tells nothing. But
 * an answer that ended T before must exist. How often one exists by accident is counted on the
 * answered requests of the same log, so busy logs prove nothing.
 *
 * @param timer the time-out
 * @param within the failures that have such an answer
 * @param failed all failures that were looked at
 * @param byAccident part of the answered requests that have such an answer too
 */
public record Echoes(Duration timer, List<Observation> within, int failed, double byAccident) {
  private static final long[] TIMERS = {2, 3, 5, 10, 15, 20, 30, 60, 65, 75, 90, 120, 300, 600};
  private static final long EARLY_MILLIS = 15;
  private static final long LATE_MILLIS = 45;
  private static final int LEAST_FAILURES = 4;
  private static final double MOST_OF_THEM = 0.8;

  /** Logarithm of the odds (nats) against accident: 1 to 1000, for each of the timers tried. */
  private static final double NO_ACCIDENT = 6.9 + Math.log(TIMERS.length);

  private static final int SAMPLE = 2_000;

  /** The time-out that fits best; empty when none does, or when accident would do as well. */
  public static Optional<Echoes> of(List<Observation> failures, Bundle bundle) {
    return SampledLogs.of(bundle).containAny(failures)
        ? Optional.empty()
        : of(failures, bundle.observations());
  }

  static Optional<Echoes> of(List<Observation> failures, List<Observation> all) {
    List<Observation> failed =
        failures.stream()
            .filter(one -> one.time().isPresent() && !one.upstreamHost().isEmpty())
            .toList();
    if (failed.size() < LEAST_FAILURES) {
      return Optional.empty();
    }
    Observation example = failed.getFirst();
    Map<String, List<Long>> ends = new HashMap<>();
    List<Observation> answered = new ArrayList<>();
    for (Observation one : all) {
      boolean comparable =
          one.succeeded()
              && one.time().isPresent()
              && one.vantage().hop() == example.vantage().hop()
              && one.vantage().side() == example.vantage().side();
      if (comparable) {
        answered.add(one);
        ends.computeIfAbsent(pool(one), _ -> new ArrayList<>())
            .add(one.end().orElseThrow().toEpochMilli());
      }
    }
    Map<String, long[]> sorted = new HashMap<>();
    ends.forEach((pool, times) ->
        sorted.put(pool, times.stream().mapToLong(Long::longValue).sorted().toArray()));
    int step = Math.max(1, answered.size() / SAMPLE);
    Echoes best = null;
    double bestOdds = NO_ACCIDENT;
    for (long seconds : TIMERS) {
      List<Observation> within =
          failed.stream().filter(one -> echoes(one, seconds, sorted)).toList();
      if (within.size() < MOST_OF_THEM * failed.size()) {
        continue;
      }
      int looked = 0;
      int accidents = 0;
      for (int i = 0; i < answered.size(); i += step) {
        looked++;
        accidents += echoes(answered.get(i), seconds, sorted) ? 1 : 0;
      }
      double part = (accidents + 1.0) / (looked + 1.0);
      double odds = oddsAgainst(within.size(), failed.size(), part);
      if (odds > bestOdds) {
        bestOdds = odds;
        best = new Echoes(Duration.ofSeconds(seconds), within, failed.size(), part);
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * Logarithm of the odds (nats) against at least {@code hits} of {@code all} by accident, when
   * each is one with probability {@code part}: the Chernoff bound of the binomial tail, so never
   * too large. The misses count too: 8 of 10 are nothing where three of four answered requests are
   * such too.
   */
  private static double oddsAgainst(int hits, int all, double part) {
    double share = (double) hits / all;
    if (share <= part) {
      return 0;
    }
    double missed = hits == all ? 0 : (1 - share) * Math.log((1 - share) / (1 - part));
    return all * (share * Math.log(share / part) + missed);
  }

  private static boolean echoes(Observation one, long seconds, Map<String, long[]> ends) {
    long[] times = ends.get(pool(one));
    if (times == null) {
      return false;
    }
    long from = start(one).toEpochMilli() - seconds * 1_000 - LATE_MILLIS;
    int at = Arrays.binarySearch(times, from);
    int next = at < 0 ? -at - 1 : at;
    return next < times.length && times[next] <= from + LATE_MILLIS + EARLY_MILLIS;
  }

  private static Instant start(Observation one) {
    return one.time().orElseThrow();
  }

  private static String pool(Observation one) {
    return one.vantage().instance() + " " + one.upstreamHost();
  }
}
