package dev.whichhop.diagnosis.triage;

import dev.whichhop.diagnosis.view.Seconds;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Share;
import dev.whichhop.model.diagnosis.Situation;
import dev.whichhop.model.diagnosis.Triage.Trait;
import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** How the failures lie in time between the requests that were answered. */
final class Course {
  private static final int ENOUGH = 5;

  /** A burst holds at least this many failures on average, and bursts leave most of the time. */
  private static final int DENSE = 4;

  private static final double PART_OF_TIME = 1.0 / 3;

  /** Failures nearer to each other than this part of the whole time belong together. */
  private static final int PARTS = 40;

  private static final Duration NEAREST = Duration.ofSeconds(2);

  private record Burst(Instant from, Instant to, int failures) {
    Duration length() {
      return Duration.between(from, to);
    }
  }

  private Course() {}

  /** The four courses; at most one of them is answered yes. */
  static List<Trait> of(Sample all) {
    Sample sample = all.ofFailingHosts().timed();
    Answer answer = new Answer();
    if (all.group().share() == Share.ALL && all.group().count() >= Sample.FEWEST) {
      answer.yes(
          Situation.EVERY_REQUEST,
          Phrase.of("triage.all", "count", all.group().count(), "of", all.group().of()),
          all.failures());
      return answer.traits();
    }
    if (all.group().share() != Share.UNKNOWN) {
      answer.no(
          Situation.EVERY_REQUEST,
          Phrase.of("triage.not-all", "count", all.group().count(), "of", all.group().of()));
    }
    if (sample.failures().size() < Sample.FEWEST || sample.answered().isEmpty()) {
      return answer.traits();
    }
    judge(sample, answer);
    return answer.traits();
  }

  private static void judge(Sample sample, Answer answer) {
    Instant first = Sample.start(sample.failures().getFirst());
    Instant last = Sample.start(sample.failures().getLast());
    long before = sample.answeredBetween(Instant.MIN, first);
    long since = sample.answeredBetween(first, Instant.MAX);
    int count = sample.failures().size();
    if (before >= ENOUGH && count >= ENOUGH && since * 20 <= count) {
      answer.yes(
          Situation.FROM_A_MOMENT_ON,
          Phrase.of(
              "triage.since",
              "before",
              before,
              "time",
              first.truncatedTo(ChronoUnit.SECONDS),
              "count",
              count,
              "of",
              count + since),
          sample.failures());
      return;
    }
    List<Burst> bursts = bursts(sample);
    Duration longest = bursts.stream().map(Burst::length).max(Duration::compareTo).orElseThrow();
    long covered = bursts.stream().mapToLong(one -> one.length().toMillis()).sum();
    boolean few = count >= DENSE * bursts.size() && count >= ENOUGH;
    if (few && covered <= PART_OF_TIME * sample.span().toMillis()) {
      answer.yes(
          Situation.IN_BURSTS,
          Phrase.of(
              bursts.size() == 1 ? "triage.one-burst" : "triage.bursts",
              "count",
              count,
              "bursts",
              bursts.size(),
              "length",
              Seconds.of(longest),
              "time",
              first.truncatedTo(ChronoUnit.SECONDS)),
          sample.failures());
      return;
    }
    long between = sample.answeredBetween(first, last);
    if (between >= count || !sample.complete()) {
      answer.yes(
          Situation.NOW_AND_THEN,
          Phrase.of("triage.scattered", "count", count, "answered", between),
          sample.failures());
    }
  }

  private static List<Burst> bursts(Sample sample) {
    Duration near = sample.span().dividedBy(PARTS);
    near = near.compareTo(NEAREST) < 0 ? NEAREST : near;
    List<Burst> bursts = new ArrayList<>();
    Instant from = Sample.start(sample.failures().getFirst());
    Instant to = from;
    int failures = 0;
    for (Observation one : sample.failures()) {
      Instant time = Sample.start(one);
      if (Duration.between(to, time).compareTo(near) > 0) {
        bursts.add(new Burst(from, to, failures));
        from = time;
        failures = 0;
      }
      to = time;
      failures++;
    }
    bursts.add(new Burst(from, to, failures));
    return bursts;
  }

  /**
   * Collects the answers; what is not said yes to is no once something was, else cannot be told.
   */
  private static final class Answer {
    private static final List<Situation> COURSES =
        List.of(
            Situation.EVERY_REQUEST,
            Situation.FROM_A_MOMENT_ON,
            Situation.IN_BURSTS,
            Situation.NOW_AND_THEN);

    private final List<Trait> said = new ArrayList<>();

    void yes(Situation situation, Phrase because, List<Observation> failures) {
      said.add(Trait.yes(situation, because, Triages.evidence(failures)));
    }

    void no(Situation situation, Phrase because) {
      said.add(Trait.no(situation, because));
    }

    List<Trait> traits() {
      boolean decided =
          said.stream().anyMatch(one -> one.reply() == dev.whichhop.model.diagnosis.Step.Reply.YES);
      List<Trait> all = new ArrayList<>();
      for (Situation course : COURSES) {
        all.add(
            said.stream()
                .filter(one -> one.situation() == course)
                .findFirst()
                .orElse(
                    decided
                        ? Trait.no(course, Phrase.of("triage.other-course"))
                        : Trait.unseen(course, Phrase.of("triage.too-few"))));
      }
      return all;
    }
  }
}
