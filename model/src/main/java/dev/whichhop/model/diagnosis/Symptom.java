package dev.whichhop.model.diagnosis;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong, as somebody saw it. Everything starts from symptoms and ends in an explanation of
 * them; a setting that looks odd but explains none is never a verdict.
 */
public sealed interface Symptom {

  /** {@code s1}, {@code s2}, … in the order of weight. */
  String id();

  Disposition disposition();

  /** The sentence that describes it. */
  Phrase what();

  /** How many failures (requests, targets, pods, revisions). */
  long count();

  List<Evidence> evidence();

  /** How many were looked at; -1 when unknown. */
  default long of() {
    return -1;
  }

  /**
   * True where no hop dropped anything and callers are in trouble all the same: the application or
   * a policy answers one request in ten, or more, with an error.
   */
  default boolean troubles() {
    boolean honest =
        disposition() == Disposition.APPLICATION || disposition() == Disposition.POLICY;
    return honest && of() > 0 && count() * 10 >= of();
  }

  default Optional<Instant> first() {
    return Optional.empty();
  }

  default Optional<Instant> last() {
    return Optional.empty();
  }

  /**
   * Requests that failed in the same way at the same place.
   *
   * @param status 0 for no status; -1 where the vantage has none
   * @param typicalDuration median; null without durations
   * @param failures the observations nearest to the origin, one for each failed exchange
   */
  record RequestFailures(
      String id,
      Disposition disposition,
      Phrase what,
      Hop hop,
      Side side,
      int status,
      String flags,
      ClientFailure clientFailure,
      long count,
      long of,
      Share share,
      DurationShape durationShape,
      @Nullable Duration typicalDuration,
      @Nullable Instant firstTime,
      @Nullable Instant lastTime,
      List<Observation> failures,
      List<Evidence> evidence)
      implements Symptom {

    @Override
    public Optional<Instant> first() {
      return Optional.ofNullable(firstTime);
    }

    @Override
    public Optional<Instant> last() {
      return Optional.ofNullable(lastTime);
    }

    /** True when {@code flag} is one of the response flags of this group. */
    public boolean hasFlag(String flag) {
      return !failures.isEmpty() && failures.getFirst().hasFlag(flag);
    }
  }

  /** Answers that come, but late. */
  record Slowness(
      String id, Disposition disposition, Phrase what, long count, List<Evidence> evidence)
      implements Symptom {}

  /** Load-balancer targets that are not healthy. */
  record UnhealthyTargets(
      String id, Disposition disposition, Phrase what, long count, long of, List<Evidence> evidence)
      implements Symptom {}

  /** Pods or revisions that do not become ready, or restart. */
  record NotReady(
      String id, Disposition disposition, Phrase what, long count, List<Evidence> evidence)
      implements Symptom {}

  /** A scale that does not follow the demand, up or down. */
  record ScaleStuck(
      String id, Disposition disposition, Phrase what, long count, List<Evidence> evidence)
      implements Symptom {}

  /** One of several equal instances gets much more or less than its share. */
  record UnevenTraffic(
      String id, Disposition disposition, Phrase what, long count, List<Evidence> evidence)
      implements Symptom {}

  /** A complaint in prose alone: a literal error message in a ticket or note. */
  record Reported(
      String id, Disposition disposition, Phrase what, long count, List<Evidence> evidence)
      implements Symptom {}
}
