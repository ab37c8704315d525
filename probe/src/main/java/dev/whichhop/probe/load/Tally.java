package dev.whichhop.probe.load;

import dev.whichhop.probe.wire.Attempt;
import dev.whichhop.probe.wire.Ending;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

/**
 * Counts by ending. Its size depends on how many ways of ending there are, not on how many
 * requests.
 */
final class Tally {
  /** An hour in microseconds; what takes longer counts as an hour. */
  private static final long LONGEST = 3_600_000_000L;

  /** Three significant digits: an error of a thousandth at most. */
  private static final int DIGITS = 3;

  private final Map<Kind, AtomicHistogram> counts = new ConcurrentHashMap<>();

  private record Kind(Ending ending, boolean reused) {}

  static Histogram histogram() {
    return new Histogram(1, LONGEST, DIGITS);
  }

  void count(Attempt attempt, long latencyNanos) {
    boolean answered = attempt.ending() instanceof Ending.Answered;
    counts
        .computeIfAbsent(
            new Kind(attempt.ending(), attempt.reused() && !answered),
            _ -> new AtomicHistogram(1, LONGEST, DIGITS))
        .recordValue(Math.clamp(latencyNanos / 1000, 1, LONGEST));
  }

  long total() {
    return counts.values().stream().mapToLong(AtomicHistogram::getTotalCount).sum();
  }

  /** The most frequent first; those of one code are one. */
  List<Outcome> outcomes() {
    Map<String, Outcome> byCode = new TreeMap<>();
    counts.forEach((kind, histogram) -> {
      String code = kind.reused() ? kind.ending().code() + "-reused" : kind.ending().code();
      Histogram latencies = histogram();
      latencies.add(histogram);
      byCode.merge(
          code, new Outcome(code, kind.ending(), kind.reused(), latencies), Tally::together);
    });
    List<Outcome> all = new ArrayList<>(byCode.values());
    all.sort(Comparator.comparingLong(Outcome::count).reversed().thenComparing(Outcome::code));
    return all;
  }

  private static Outcome together(Outcome one, Outcome other) {
    one.latencies().add(other.latencies());
    return one;
  }
}
