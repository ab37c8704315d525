package dev.whichhop.diagnosis.triage;

import dev.whichhop.diagnosis.view.IdleGaps;
import dev.whichhop.diagnosis.view.PoolGaps;
import dev.whichhop.diagnosis.view.Seconds;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Situation;
import dev.whichhop.model.diagnosis.Triage.Trait;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.evidence.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the connection had been silent for longer before the requests that failed. */
final class AfterIdle {
  /** Shorter pauses are the ordinary rhythm of requests. */
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private AfterIdle() {}

  static Trait of(Sample sample) {
    if (!sample.complete()) {
      return Trait.unseen(Situation.AFTER_IDLE, Phrase.of("triage.sampled"));
    }
    PoolGaps pool = PoolGaps.of(sample.group().failures(), sample.file().bundle());
    Optional<PoolGaps.Band> band = pool.band();
    if (band.isPresent()) {
      return Trait.yes(
          Situation.AFTER_IDLE,
          Phrase.of(
              "triage.idle-band",
              "count",
              band.get().within().size(),
              "of",
              band.get().failed(),
              "gap",
              Seconds.of(band.get().typical())),
          band.get().within().stream()
              .limit(Triages.SHOWN)
              .map(gap -> gap.request().evidence())
              .toList());
    }
    List<Double> failed = new ArrayList<>();
    List<Double> answered = new ArrayList<>();
    if (sample.group().side() == Side.CALLER) {
      Set<Place> failing = new HashSet<>();
      sample.failures().forEach(one -> failing.add(one.place()));
      for (IdleGaps.Gap gap : IdleGaps.ofCallers(sample.file().bundle())) {
        boolean fails = failing.contains(gap.request().place());
        if (fails || !gap.request().failed()) {
          (fails ? failed : answered).add((double) gap.idle().toMillis());
        }
      }
    } else {
      pool.failed().forEach(gap -> failed.add((double) gap.idle().toMillis()));
      pool.answered().forEach(gap -> answered.add((double) gap.idle().toMillis()));
    }
    if (failed.size() < Sample.FEWEST || answered.size() < Sample.FEWEST) {
      return Trait.unseen(Situation.AFTER_IDLE, Phrase.of("triage.too-few"));
    }
    Phrase figures =
        Phrase.of(
            "triage.idle",
            "failed",
            Seconds.of(Duration.ofMillis((long) Ranks.median(failed))),
            "answered",
            Seconds.of(Duration.ofMillis((long) Ranks.median(answered))));
    Optional<Boolean> above = Ranks.above(failed, answered);
    if (above.isEmpty()) {
      return Trait.unseen(Situation.AFTER_IDLE, figures);
    }
    boolean longer = above.get() && Ranks.median(failed) >= SHORTEST.toMillis();
    List<Observation> shown = sample.failures();
    return longer
        ? Trait.yes(Situation.AFTER_IDLE, figures, Triages.evidence(shown))
        : Trait.no(Situation.AFTER_IDLE, figures);
  }
}
