package dev.whichhop.diagnosis.view;

import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * How long a pooled connection had been silent before each of the requests that one vantage sent
 * over it, and whether the failed ones gather at one value.
 *
 * <p>A server that closes idle connections after T loses just the requests that arrive at T: sooner
 * the connection still lives, later the pool has seen the close and opens a new one. So the gaps
 * before failures lie in a narrow band, and hardly any other request has such a gap.
 *
 * <p>The silence is measured from the end of the last answer on the same connection where the log
 * names connections (Envoy's UPSTREAM_LOCAL_ADDRESS) and they repeat; else on the same upstream
 * host, since Envoy and Go take the connection that was used last. After a failure the connection
 * is gone, so the next request there has no gap.
 */
public final class PoolGaps {
  /** A request and the silence before it. */
  public record Gap(Observation request, Duration idle) {}

  /**
   * The band in which the failures lie.
   *
   * @param typical median silence before the failures in it
   * @param within failures in the band, all that failed
   * @param failed failures with a known gap
   * @param answered requests in the band that did not fail
   * @param shorter requests after a shorter silence that did not fail
   */
  public record Band(Duration typical, List<Gap> within, int failed, int answered, int shorter) {}

  /** A timer of the server fires within this of its value; caller and server see it differently. */
  private static final double WIDTH = 0.03;

  private static final Duration LEAST_WIDTH = Duration.ofMillis(120);

  /** Pauses below this are no idle time-out that any server ships. */
  private static final Duration LEAST_TIMER = Duration.ofMillis(900);

  private static final int LEAST_FAILURES = 3;
  private static final double MOST_OF_THEM = 0.7;

  /** Logarithm of the odds (nats) against so many failures in the band by accident: 1 to 1000. */
  private static final double NO_ACCIDENT = 6.9;

  private final List<Gap> failed;
  private final List<Gap> answered;

  private PoolGaps(List<Gap> failed, List<Gap> answered) {
    this.failed = failed;
    this.answered = answered;
  }

  /**
   * Gaps before the requests of one vantage. Where only a sample of the requests is kept, those
   * that were measured while the whole log was read; of other logs none.
   *
   * @param failures the failures to be explained, all of the same hop and side
   */
  public static PoolGaps of(List<Observation> failures, Bundle bundle) {
    return SampledLogs.of(bundle).containAny(failures)
        ? measuredWhileRead(failures, bundle.observations())
        : of(failures, bundle.observations());
  }

  private static PoolGaps measuredWhileRead(List<Observation> failures, List<Observation> all) {
    PoolGaps byConnection = recorded(failures, all, one -> one.silence().connectionMillis());
    return byConnection.failed.size() * 2 >= failures.size()
        ? byConnection
        : recorded(failures, all, one -> one.silence().hostMillis());
  }

  private static PoolGaps recorded(
      List<Observation> failures, List<Observation> all, ToLongFunction<Observation> silence) {
    Observation example = failures.getFirst();
    Set<Place> failing = new HashSet<>();
    failures.forEach(one -> failing.add(one.place()));
    List<Gap> failed = new ArrayList<>();
    List<Gap> answered = new ArrayList<>();
    for (Observation one : all) {
      long idle = silence.applyAsLong(one);
      if (idle >= 0
          && one.vantage().hop() == example.vantage().hop()
          && one.vantage().side() == example.vantage().side()) {
        boolean fails = failing.contains(one.place());
        (fails ? failed : answered).add(new Gap(one, Duration.ofMillis(idle)));
      }
    }
    return new PoolGaps(failed, answered);
  }

  static PoolGaps of(List<Observation> failures, List<Observation> all) {
    if (failures.isEmpty()) {
      return new PoolGaps(List.of(), List.of());
    }
    Observation example = failures.getFirst();
    Set<Place> failing = new HashSet<>();
    failures.forEach(one -> failing.add(one.place()));
    List<Observation> ordered =
        all.stream()
            .filter(one -> one.vantage().hop() == example.vantage().hop())
            .filter(one -> one.vantage().side() == example.vantage().side())
            .filter(one -> one.time().isPresent())
            .sorted(Comparator.comparing(one -> one.time().orElseThrow()))
            .toList();
    PoolGaps byConnection = measure(ordered, failing, PoolGaps::connection);
    return byConnection.failed.size() * 2 >= failures.size()
        ? byConnection
        : measure(ordered, failing, PoolGaps::host);
  }

  /**
   * Gaps that the callers themselves tell of their requests. The caller's connection is not the one
   * that was closed, but where it was silent the connections behind it were so too.
   */
  public static PoolGaps told(List<Exchange> exchanges) {
    List<Gap> failed = new ArrayList<>();
    List<Gap> answered = new ArrayList<>();
    for (Exchange exchange : exchanges) {
      Observation caller = exchange.observations().getFirst();
      caller
          .idleBefore()
          .ifPresent(idle -> (exchange.failed() ? failed : answered).add(new Gap(caller, idle)));
    }
    return new PoolGaps(failed, answered);
  }

  private static PoolGaps measure(
      List<Observation> ordered, Set<Place> failing, Function<Observation, String> pool) {
    List<Gap> failed = new ArrayList<>();
    List<Gap> answered = new ArrayList<>();
    Map<String, Instant> lastAnswer = new HashMap<>();
    for (Observation one : ordered) {
      String key = pool.apply(one);
      if (key.isEmpty()) {
        continue;
      }
      Instant start = one.time().orElseThrow();
      Instant before = lastAnswer.get(key);
      boolean fails = failing.contains(one.place());
      Optional<Duration> idle =
          one.idleBefore()
              .or(() ->
                  before == null || before.isAfter(start)
                      ? Optional.empty()
                      : Optional.of(Duration.between(before, start)));
      idle.ifPresent(gap -> (fails ? failed : answered).add(new Gap(one, gap)));
      if (one.failed()) {
        lastAnswer.remove(key);
      } else {
        lastAnswer.merge(key, one.end().orElse(start), (a, b) -> a.isAfter(b) ? a : b);
      }
    }
    return new PoolGaps(failed, answered);
  }

  /** The upstream connection; empty where the line does not name it. */
  private static String connection(Observation one) {
    return Addresses.port(one.upstreamLocalAddress()) <= 0 || one.upstreamHost().isEmpty()
        ? ""
        : one.vantage().instance() + " " + one.upstreamLocalAddress() + " " + one.upstreamHost();
  }

  /** The pool: one proxy's connections to one host, or a caller's to one service. */
  private static String host(Observation one) {
    String peer = one.upstreamHost().isEmpty() ? one.authority() : one.upstreamHost();
    return one.vantage().instance() + " " + peer;
  }

  /** Failures with a known gap. */
  public List<Gap> failed() {
    return failed;
  }

  /** Requests with a known gap that did not fail as the failures to be explained did. */
  public List<Gap> answered() {
    return answered;
  }

  /** The band of the failures; empty when they do not gather or when that may be accident. */
  public Optional<Band> band() {
    return gathered()
        .filter(band ->
            Hypergeometric.oddsAgainst(
                    band.within.size(),
                    band.failed,
                    band.within.size() + band.answered,
                    failed.size() + answered.size())
                >= NO_ACCIDENT);
  }

  /** The band in which the failures gather, be it by accident. */
  public Optional<Band> gathered() {
    if (failed.size() < LEAST_FAILURES) {
      return Optional.empty();
    }
    List<Duration> sorted = failed.stream().map(Gap::idle).sorted().toList();
    Duration typical = sorted.get(sorted.size() / 2);
    if (typical.compareTo(LEAST_TIMER) < 0) {
      return Optional.empty();
    }
    long width = Math.max(LEAST_WIDTH.toMillis(), (long) (typical.toMillis() * WIDTH));
    List<Gap> within = failed.stream().filter(one -> near(one, typical, width)).toList();
    int answeredWithin = (int) answered.stream().filter(one -> near(one, typical, width)).count();
    long below = typical.toMillis() - width;
    int shorter = (int) answered.stream().filter(one -> one.idle.toMillis() < below).count();
    return within.size() >= MOST_OF_THEM * failed.size()
        ? Optional.of(new Band(typical, within, failed.size(), answeredWithin, shorter))
        : Optional.empty();
  }

  private static boolean near(Gap gap, Duration typical, long width) {
    return gap.idle.minus(typical).abs().toMillis() <= width;
  }
}
