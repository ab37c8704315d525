package dev.whichhop.diagnosis.triage;

import dev.whichhop.diagnosis.view.Seconds;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Situation;
import dev.whichhop.model.diagnosis.Triage.Trait;
import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether failures come back at one interval: a scheduled job, a certificate or stream that is
 * renewed, a scan.
 *
 * <p>Failures near to each other are one event. The caller's own rhythm is no interval, so several
 * requests must have been answered between two events.
 */
final class Period {
  private static final List<Integer> NEAR_SECONDS = List.of(1, 2, 5, 10, 30, 60);

  /**
   * Four intervals within a tenth of their median come about by accident less than once in 1000.
   */
  private static final int INTERVALS = 4;

  private static final double WIDTH = 0.1;
  private static final int ANSWERED_BETWEEN = 5;

  private Period() {}

  static Trait of(Sample all) {
    Sample sample = all.ofFailingHosts().timed();
    for (int near : NEAR_SECONDS) {
      List<Instant> events = events(sample.failures(), Duration.ofSeconds(near));
      if (events.size() > INTERVALS && regular(events)) {
        Duration whole = Duration.between(events.getFirst(), events.getLast());
        long answered = sample.answeredBetween(events.getFirst(), events.getLast());
        if (answered >= ANSWERED_BETWEEN * (events.size() - 1L)) {
          return Trait.yes(
              Situation.FIXED_PERIOD,
              Phrase.of(
                  "triage.period",
                  "period",
                  Seconds.of(whole.dividedBy(events.size() - 1)),
                  "times",
                  events.size(),
                  "answered",
                  answered),
              Triages.evidence(sample.failures()));
        }
      }
    }
    return events(sample.failures(), Duration.ofSeconds(NEAR_SECONDS.getFirst())).size() > INTERVALS
        ? Trait.no(Situation.FIXED_PERIOD, Phrase.of("triage.no-period"))
        : Trait.unseen(Situation.FIXED_PERIOD, Phrase.of("triage.too-few"));
  }

  private static List<Instant> events(List<Observation> failures, Duration near) {
    List<Instant> events = new ArrayList<>();
    Instant last = Instant.MIN;
    for (Observation one : failures) {
      Instant time = Sample.start(one);
      if (events.isEmpty() || Duration.between(last, time).compareTo(near) > 0) {
        events.add(time);
      }
      last = time;
    }
    return events;
  }

  private static boolean regular(List<Instant> events) {
    List<Long> intervals = new ArrayList<>();
    for (int i = 1; i < events.size(); i++) {
      intervals.add(Duration.between(events.get(i - 1), events.get(i)).toMillis());
    }
    long median = intervals.stream().sorted().toList().get(intervals.size() / 2);
    return intervals.stream().allMatch(one -> Math.abs(one - median) <= WIDTH * median);
  }
}
