package dev.whichhop.diagnosis.symptom;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Coverage;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Attempts of which the program itself says that it tries again, in a log that has no failure for
 * long afterwards: the work was done, nobody missed an answer. Where the retries were in vain, the
 * log ends with them or tells of the failure without another retry.
 */
final class RetriedAttempts {
  private static final List<String> WORDS =
      List.of("retry in", "retrying", "will retry", "retry after", "trying again", "try again in");

  /** Retries wait seconds to a minute; quiet for longer, they are over. */
  private static final Duration QUIET = Duration.ofMinutes(2);

  private static final class Attempts {
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private boolean allRetried = true;
  }

  private final Map<String, Attempts> byFile = new HashMap<>();
  private final Map<String, Instant> ends = new HashMap<>();

  private RetriedAttempts() {}

  static RetriedAttempts of(Bundle bundle) {
    RetriedAttempts retried = new RetriedAttempts();
    for (Observation one : bundle.observations()) {
      if (isAttempt(one) && one.time().isPresent()) {
        Attempts attempts = retried.byFile.computeIfAbsent(one.place().file(), _ -> new Attempts());
        Instant time = one.time().get();
        attempts.first = time.isBefore(attempts.first) ? time : attempts.first;
        attempts.last = time.isAfter(attempts.last) ? time : attempts.last;
        attempts.allRetried &= saysRetry(one);
      }
    }
    for (Coverage covered : bundle.coverage()) {
      covered
          .finish()
          .ifPresent(
              end -> retried.ends.merge(covered.source(), end, (a, b) -> a.isAfter(b) ? a : b));
    }
    return retried;
  }

  /** True for a failed attempt whose retries came through. */
  boolean cameThrough(Observation failed) {
    Attempts attempts = isAttempt(failed) ? byFile.get(failed.place().file()) : null;
    Instant end = ends.get(failed.place().file());
    if (attempts == null || end == null || !attempts.allRetried) {
      return false;
    }
    Duration tried = Duration.between(attempts.first, attempts.last);
    Duration quiet = Duration.between(attempts.last, end);
    return quiet.compareTo(QUIET) >= 0 && quiet.compareTo(tried.multipliedBy(3)) >= 0;
  }

  private static boolean isAttempt(Observation one) {
    return one.vantage().side() == Side.CALLER
        && one.clientFailure() != ClientFailure.NONE
        && one.status() <= 0;
  }

  private static boolean saysRetry(Observation one) {
    String text = one.evidence().text().toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(text::contains);
  }
}
