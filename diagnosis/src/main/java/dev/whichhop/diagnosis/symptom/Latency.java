package dev.whichhop.diagnosis.symptom;

import dev.whichhop.diagnosis.exchange.Exchange;
import dev.whichhop.model.diagnosis.Disposition;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Symptom;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.LoadResult;
import dev.whichhop.model.evidence.MetricSeries;
import dev.whichhop.model.evidence.MetricSeries.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Answers that come, but later than they did before: a latency metric that rises once and stays up.
 *
 * <p>Load has peaks; a step that lasts is another thing. So all but a few values after it must lie
 * above all but a few before it, and their medians apart by a factor.
 */
final class Latency implements SymptomDetector {
  private static final List<String> NAMES =
      List.of("latency", "duration", "response_time", "responsetime", "seconds", "millis");

  /** Parts of histograms and sums are no latencies; CPU seconds and uptimes neither. */
  private static final List<String> OTHERS =
      List.of("_bucket", "_count", "_sum", "_total", "cpu", "uptime", "process_", "_age", "gc_");

  private static final int LEAST_POINTS = 16;
  private static final double FACTOR = 2;

  private record Step(Instant time, double before, double after) {}

  @Override
  public List<Symptom> detect(Bundle bundle, List<Exchange> exchanges) {
    List<Evidence> evidence = new ArrayList<>();
    Phrase what = null;
    for (MetricSeries series : bundle.metrics()) {
      if (!isLatency(series)) {
        continue;
      }
      Optional<Step> step = step(series);
      if (step.isPresent()) {
        evidence.add(series.evidence());
        what =
            what != null
                ? what
                : Phrase.of(
                    "symptom.slower",
                    "metric",
                    series.name(),
                    "before",
                    text(step.get().before),
                    "after",
                    text(step.get().after),
                    "time",
                    step.get().time);
      }
    }
    return what == null
        ? ofLoadTests(bundle.loadResults())
        : List.of(
            new Symptom.Slowness(
                "",
                Disposition.FAULTY,
                what,
                evidence.size(),
                evidence.subList(0, Math.min(3, evidence.size()))));
  }

  /**
   * Runs of one load tool, one below the other in a file: all later ones at least twice as slow as
   * the first, and with fewer requests done, so it was not more load that made them slow.
   */
  private static List<Symptom> ofLoadTests(List<LoadResult> results) {
    Map<String, List<LoadResult>> files = new LinkedHashMap<>();
    results.stream()
        .filter(one -> one.percentilesMillis().containsKey(50.0) && one.requests() > 0)
        .forEach(one ->
            files
                .computeIfAbsent(one.tool() + one.evidence().place().file(), _ -> new ArrayList<>())
                .add(one));
    for (List<LoadResult> runs : files.values()) {
      LoadResult first = runs.getFirst();
      List<LoadResult> later = runs.subList(1, runs.size());
      boolean slower =
          !later.isEmpty()
              && later.stream()
                  .allMatch(one ->
                      median(one) >= FACTOR * median(first) && one.requests() < first.requests());
      if (slower) {
        return List.of(
            new Symptom.Slowness(
                "",
                Disposition.FAULTY,
                Phrase.of(
                    "symptom.slower-load",
                    "before",
                    text(median(first)),
                    "after",
                    text(median(later.getLast()))),
                later.size(),
                runs.stream().limit(3).map(LoadResult::evidence).toList()));
      }
    }
    return List.of();
  }

  private static double median(LoadResult result) {
    return result.percentilesMillis().getOrDefault(50.0, 0.0);
  }

  private static boolean isLatency(MetricSeries series) {
    String name = series.name().toLowerCase(Locale.ROOT);
    boolean timed =
        series.points().size() >= LEAST_POINTS
            && series.points().stream().allMatch(point -> point.time() != null);
    return timed
        && NAMES.stream().anyMatch(name::contains)
        && OTHERS.stream().noneMatch(name::contains);
  }

  /** The place where the mean changes most, if what lies after it is really another level. */
  private static Optional<Step> step(MetricSeries series) {
    List<Point> points =
        series.points().stream().filter(one -> Double.isFinite(one.value())).toList();
    int size = points.size();
    int margin = size / 8;
    double all = points.stream().mapToDouble(Point::value).sum();
    double before = 0;
    int best = -1;
    double largest = 0;
    for (int i = 1; i < size; i++) {
      before += points.get(i - 1).value();
      double rise = (all - before) / (size - i) - before / i;
      if (i >= margin && size - i >= margin && margin > 0 && rise > largest) {
        largest = rise;
        best = i;
      }
    }
    if (best < 0) {
      return Optional.empty();
    }
    double[] first = sorted(points.subList(0, best));
    double[] second = sorted(points.subList(best, size));
    double low = first[first.length / 2];
    double high = second[second.length / 2];
    boolean apart = second[second.length / 10] > first[first.length * 9 / 10];
    Instant time = points.get(best).time();
    return low > 0 && high >= FACTOR * low && apart && time != null
        ? Optional.of(new Step(time, low, high))
        : Optional.empty();
  }

  private static double[] sorted(List<Point> points) {
    double[] values = points.stream().mapToDouble(Point::value).toArray();
    Arrays.sort(values);
    return values;
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
