package dev.whichhop.diagnosis.triage;

import dev.whichhop.diagnosis.picture.Change;
import dev.whichhop.diagnosis.picture.Changes;
import dev.whichhop.diagnosis.view.ContainerEnds;
import dev.whichhop.diagnosis.view.Seconds;
import dev.whichhop.diagnosis.view.Shutdowns;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Situation;
import dev.whichhop.model.diagnosis.Triage.Trait;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Whether the failures come just after something changed: nearly all within a minute after one of
 * the moments, while other requests lie elsewhere. By how much more is measured with the answered
 * requests, so a rollout in the only minute of a log proves nothing.
 */
final class AfterChange {
  /** Endpoints, drains, leases and probes of Kubernetes and Istio act within a minute. */
  private static final Duration WINDOW = Duration.ofSeconds(60);

  /** Clocks of nodes and whole seconds in timestamps. */
  private static final Duration EARLY = Duration.ofSeconds(2);

  private static final double MOST = 0.9;

  private record Moment(Instant time, String subject, Evidence evidence) {}

  private final Sample sample;

  private AfterChange(Sample sample) {
    this.sample = sample;
  }

  static List<Trait> of(Sample all) {
    Sample sample = all.timed();
    Bundle bundle = all.file().bundle();
    AfterChange after = new AfterChange(sample);
    List<Moment> rollouts = new ArrayList<>();
    List<Moment> scalings = new ArrayList<>();
    List<Moment> configurations = new ArrayList<>();
    for (Change change : Changes.of(bundle)) {
      if (change.time() == null) {
        continue;
      }
      Moment moment = new Moment(change.time(), change.subject(), change.evidence());
      switch (change.kind()) {
        case ROLLOUT -> rollouts.add(moment);
        case SCALE -> scalings.add(moment);
        case CONFIGURATION -> configurations.add(moment);
        case TARGETS, PODS -> {
          // Targets follow pods; pods are told apart below into those that were ended and those
          // that ended.
        }
      }
    }
    Shutdowns.of(bundle).stream()
        .filter(one -> scalings.stream().noneMatch(each -> each.evidence.equals(one.evidence())))
        .map(one -> new Moment(one.time(), one.subject(), one.evidence()))
        .forEach(rollouts::add);
    List<Moment> restarts =
        ContainerEnds.of(bundle).stream()
            .map(one -> new Moment(one.time(), one.subject(), one.evidence()))
            .toList();
    return List.of(
        after.one(Situation.AFTER_ROLLOUT, rollouts, Sample::end),
        after.one(Situation.AFTER_SCALING, scalings, Sample::start),
        after.one(Situation.AFTER_RESTART, restarts, Sample::end),
        after.one(Situation.AFTER_CONFIGURATION, configurations, Sample::start));
  }

  private Trait one(
      Situation situation, List<Moment> moments, Function<Observation, Instant> acts) {
    if (moments.isEmpty()) {
      return Trait.unseen(situation, Phrase.of("triage.no-moment"));
    }
    if (sample.failures().size() < Sample.FEWEST) {
      return Trait.unseen(situation, Phrase.of("triage.too-few"));
    }
    TreeMap<Instant, Moment> times = new TreeMap<>();
    moments.forEach(one -> times.putIfAbsent(one.time, one));
    List<Moment> followed = new ArrayList<>();
    Duration longest = Duration.ZERO;
    int count = 0;
    for (Observation failure : sample.failures()) {
      Moment moment = before(acts.apply(failure), times);
      if (moment != null) {
        count++;
        Duration delay = Duration.between(moment.time, acts.apply(failure));
        longest = delay.compareTo(longest) > 0 ? delay : longest;
        if (!followed.contains(moment)) {
          followed.add(moment);
        }
      }
    }
    int all = sample.failures().size();
    if (count < MOST * all) {
      return Trait.no(
          situation,
          Phrase.of("triage.elsewhere", "count", count, "of", all, "moments", times.size()));
    }
    long near =
        sample.answered().stream().filter(one -> before(acts.apply(one), times) != null).count();
    double part = (double) (near + count) / (sample.answered().size() + all);
    if (Math.pow(part, count) > Sample.ACCIDENT) {
      return Trait.unseen(situation, Phrase.of("triage.nothing-else"));
    }
    Moment first = followed.getFirst();
    return Trait.yes(
        situation,
        Phrase.of(
            "triage.follows",
            "count",
            count,
            "of",
            all,
            "within",
            Seconds.of(longest),
            "subject",
            first.subject,
            "time",
            first.time.truncatedTo(ChronoUnit.SECONDS),
            "percent",
            Math.round(part * 100) + " %"),
        followed.stream().limit(Triages.SHOWN).map(Moment::evidence).toList());
  }

  /** The latest moment that lies at most the window before {@code time}; null without one. */
  private static @org.jspecify.annotations.Nullable Moment before(
      Instant time, TreeMap<Instant, Moment> times) {
    if (time.equals(Instant.MAX)) {
      return null;
    }
    Map.Entry<Instant, Moment> entry = times.floorEntry(time.plus(EARLY));
    return entry != null && !entry.getKey().isBefore(time.minus(WINDOW)) ? entry.getValue() : null;
  }
}
