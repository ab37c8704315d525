package dev.whichhop.diagnosis.picture;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Failures over time, one row for each group, and what changed in the same time.
 *
 * @param start beginning of the first bucket
 * @param width of a bucket
 * @param buckets how many, at most {@link #MOST_BUCKETS}
 * @param requests all requests seen, by bucket; empty where of a large log only a part was kept
 * @param changes within the time shown, in its order
 * @param elsewhere changes with a time outside of what is shown
 * @param undated changes of which the evidence knows only the age
 */
public record Timeline(
    Instant start,
    Duration width,
    int buckets,
    List<Integer> requests,
    List<Row> rows,
    List<Change> changes,
    int elsewhere,
    List<Change> undated) {

  public static final int MOST_BUCKETS = 120;
  private static final int MOST_ROWS = 8;

  /** Clock times without a date are read as times of this day; no axis can hold both. */
  private static final Instant DATED = Instant.EPOCH.plus(Duration.ofDays(1));

  /** Changes just before the first request belong to the story. */
  private static final Duration BEFORE = Duration.ofMinutes(5);

  /**
   * The failures of one group.
   *
   * @param symptom its id
   * @param failures by bucket
   * @param timed how many of the group's failures have a time and are drawn
   */
  public record Row(String symptom, Disposition disposition, List<Integer> failures, int timed) {}

  /** Empty when no failure has a time. */
  static Optional<Timeline> of(CaseFile file) {
    List<Symptom.RequestFailures> groups =
        file.symptoms().stream()
            .filter(Symptom.RequestFailures.class::isInstance)
            .map(Symptom.RequestFailures.class::cast)
            .filter(group -> times(group.failures()).findAny().isPresent())
            .limit(MOST_ROWS)
            .toList();
    if (groups.isEmpty()) {
      return Optional.empty();
    }
    List<Instant> seen = times(file.bundle().observations()).toList();
    Instant first = seen.stream().min(Comparator.naturalOrder()).orElseThrow();
    Instant last = seen.stream().max(Comparator.naturalOrder()).orElseThrow();
    List<Change> all = Changes.of(file.bundle());
    Instant from = earliest(all, first, last);
    Duration width = Buckets.width(Duration.between(from, last), MOST_BUCKETS - 1);
    long number = from.toEpochMilli() / width.toMillis();
    Instant start = Instant.ofEpochMilli(number * width.toMillis());
    int buckets = (int) (Duration.between(start, last).toMillis() / width.toMillis()) + 1;
    Instant end = start.plus(width.multipliedBy(buckets));

    List<Row> rows = new ArrayList<>();
    for (Symptom.RequestFailures group : groups) {
      List<Integer> failures = counts(times(group.failures()).toList(), start, width, buckets);
      int timed = failures.stream().mapToInt(Integer::intValue).sum();
      rows.add(new Row(group.id(), group.disposition(), failures, timed));
    }
    List<Change> shown = all.stream().filter(one -> one.within(start, end)).toList();
    List<Change> undated = all.stream().filter(one -> one.time() == null).toList();
    return Optional.of(
        new Timeline(
            start,
            width,
            buckets,
            requests(file, start, width, buckets),
            rows,
            shown,
            all.size() - shown.size() - undated.size(),
            undated));
  }

  private static Instant earliest(List<Change> changes, Instant first, Instant last) {
    Duration quarter = Duration.between(first, last).dividedBy(4);
    Instant least = first.minus(quarter.compareTo(BEFORE) > 0 ? quarter : BEFORE);
    return changes.stream()
        .flatMap(one -> Stream.ofNullable(one.time()))
        .filter(time -> !time.isBefore(least) && time.isBefore(first))
        .min(Comparator.naturalOrder())
        .orElse(first);
  }

  private static List<Integer> requests(CaseFile file, Instant start, Duration width, int buckets) {
    Bundle bundle = file.bundle();
    if (!bundle.tally().kept()) {
      return List.of();
    }
    List<Instant> times =
        file.exchanges().stream()
            .flatMap(one -> one.observations().stream().flatMap(Timeline::time).limit(1))
            .toList();
    return counts(times, start, width, buckets);
  }

  private static List<Integer> counts(
      List<Instant> times, Instant start, Duration width, int buckets) {
    int[] counts = new int[buckets];
    for (Instant time : times) {
      long bucket = Duration.between(start, time).toMillis() / width.toMillis();
      if (bucket >= 0 && bucket < buckets) {
        counts[(int) bucket]++;
      }
    }
    return java.util.Arrays.stream(counts).boxed().toList();
  }

  private static Stream<Instant> times(List<Observation> observations) {
    return observations.stream().flatMap(Timeline::time);
  }

  private static Stream<Instant> time(Observation one) {
    return one.time().filter(time -> !time.isBefore(DATED)).stream();
  }
}
