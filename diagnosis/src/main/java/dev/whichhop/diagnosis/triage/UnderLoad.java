package dev.whichhop.diagnosis.triage;

import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Situation;
import dev.whichhop.model.diagnosis.Triage.Trait;
import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Whether more requests for the same hosts were under way when those that failed began.
 *
 * <p>Under way are those that began before and had not ended; where durations are not known, those
 * that began in the second before.
 */
final class UnderLoad {
  private static final int FEWEST_ANSWERED = 20;
  private static final double KNOWN = 0.9;
  private static final double MORE = 1.5;

  private UnderLoad() {}

  static Trait of(Sample all) {
    Sample sample = all.ofFailingHosts().timed();
    if (!sample.complete()) {
      return Trait.unseen(Situation.UNDER_LOAD, Phrase.of("triage.sampled"));
    }
    if (sample.failures().size() < Sample.FEWEST || sample.answered().size() < FEWEST_ANSWERED) {
      return Trait.unseen(Situation.UNDER_LOAD, Phrase.of("triage.too-few"));
    }
    List<Observation> requests = new ArrayList<>(sample.failures());
    requests.addAll(sample.answered());
    UnderWay underWay = UnderWay.of(requests);
    List<Double> failed = sample.failures().stream().map(underWay::at).toList();
    List<Double> answered = sample.answered().stream().map(underWay::at).toList();
    double typicalFailed = Ranks.median(failed);
    double typicalAnswered = Ranks.median(answered);
    Phrase figures =
        Phrase.of(
            underWay.byDuration ? "triage.under-way" : "triage.in-second",
            "failed",
            Math.round(typicalFailed),
            "answered",
            Math.round(typicalAnswered));
    Optional<Boolean> above = Ranks.above(failed, answered);
    if (above.isEmpty()) {
      return Trait.unseen(Situation.UNDER_LOAD, figures);
    }
    boolean more = above.get() && typicalFailed >= MORE * Math.max(1, typicalAnswered);
    return more
        ? Trait.yes(Situation.UNDER_LOAD, figures, Triages.evidence(sample.failures()))
        : Trait.no(Situation.UNDER_LOAD, figures);
  }

  /** How many requests were under way at a moment. */
  private static final class UnderWay {
    private final List<Instant> starts = new ArrayList<>();
    private final List<Instant> ends = new ArrayList<>();
    private boolean byDuration;

    static UnderWay of(List<Observation> requests) {
      UnderWay one = new UnderWay();
      long known = requests.stream().filter(each -> each.duration().isPresent()).count();
      one.byDuration = known >= KNOWN * requests.size();
      for (Observation request : requests) {
        Instant start = Sample.start(request);
        one.starts.add(start);
        one.ends.add(one.byDuration ? Sample.end(request) : start.plus(Duration.ofSeconds(1)));
      }
      Collections.sort(one.starts);
      Collections.sort(one.ends);
      return one;
    }

    /** Those that began before this one and had not ended. */
    double at(Observation request) {
      Instant moment = Sample.start(request);
      return (double) before(starts, moment) - before(ends, moment);
    }

    private static int before(List<Instant> sorted, Instant moment) {
      int low = 0;
      int high = sorted.size();
      while (low < high) {
        int middle = (low + high) / 2;
        if (sorted.get(middle).isBefore(moment)) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }
}
