package dev.whichhop.diagnosis.triage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares two sets of figures without any belief about how they are distributed. */
final class Ranks {
  /** How often a figure of the first set must exceed one of the second. */
  private static final double CLEARLY = 0.85;

  private static final double HARDLY = 0.65;

  private Ranks() {}

  /**
   * The probability that a figure of the first set is greater than one of the second, ties counting
   * half (the statistic of Mann and Whitney): true when it is at least 0.85, false when at most
   * 0.65; empty between, where the figures do not tell.
   */
  static Optional<Boolean> above(List<Double> first, List<Double> second) {
    TreeMap<Double, Integer> counts = new TreeMap<>();
    second.forEach(one -> counts.merge(one, 1, Integer::sum));
    TreeMap<Double, Integer> below = new TreeMap<>();
    int sum = 0;
    for (Map.Entry<Double, Integer> one : counts.entrySet()) {
      below.put(one.getKey(), sum);
      sum += one.getValue();
    }
    double wins = 0;
    for (double one : first) {
      Map.Entry<Double, Integer> at = below.floorEntry(one);
      if (at != null) {
        int same = counts.getOrDefault(at.getKey(), 0);
        wins += at.getValue() + (at.getKey() == one ? same / 2.0 : same);
      }
    }
    double share = wins / ((double) first.size() * second.size());
    return share >= CLEARLY
        ? Optional.of(true)
        : share <= HARDLY ? Optional.of(false) : Optional.empty();
  }

  /** The median. Not for an empty list. */
  static double median(List<Double> figures) {
    return figures.stream().sorted().toList().get(figures.size() / 2);
  }
}
