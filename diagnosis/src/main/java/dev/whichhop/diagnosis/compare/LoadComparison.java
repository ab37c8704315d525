package dev.whichhop.diagnosis.compare;

import dev.whichhop.diagnosis.compare.RateDifference.Telling;
import dev.whichhop.model.evidence.LoadResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Two results of load tools, class by class: did it help?
 *
 * @param shares those that the samples tell apart first, the largest difference first
 * @param percentiles those that both have; a report gives no interval for them
 */
public record LoadComparison(List<ShareDifference> shares, List<LatencyDifference> percentiles) {
  /** The class of all that the tool itself calls failed. */
  public static final String FAILED = "failed";

  /**
   * The share of one class on both sides.
   *
   * @param difference of the right share less the left, 95 %
   */
  public record ShareDifference(
      String code, Proportion left, Proportion right, Proportion.Interval difference) {

    public Telling telling() {
      if (!left.seen() || !right.seen()) {
        return Telling.UNSEEN;
      }
      if (!difference.leavesOutZero()) {
        return Telling.CANNOT_TELL;
      }
      return difference.low() > 0 ? Telling.MORE_RIGHT : Telling.MORE_LEFT;
    }
  }

  /** Latency in milliseconds at one percentile. */
  public record LatencyDifference(double percent, double leftMillis, double rightMillis) {}

  public static LoadComparison of(LoadResult left, LoadResult right) {
    TreeSet<String> codes = new TreeSet<>(left.codes().keySet());
    codes.addAll(right.codes().keySet());
    List<ShareDifference> shares = new ArrayList<>();
    for (String code : codes) {
      shares.add(share(code, count(left, code), left, count(right, code), right));
    }
    if (left.failed() >= 0 && right.failed() >= 0) {
      shares.add(share(FAILED, left.failed(), left, right.failed(), right));
    }
    shares.sort(
        Comparator.comparing((ShareDifference one) -> one.telling() == Telling.CANNOT_TELL)
            .thenComparing(
                Comparator.comparingDouble(
                        (ShareDifference one) -> Math.abs(one.right().rate() - one.left().rate()))
                    .reversed()));
    return new LoadComparison(List.copyOf(shares), percentiles(left, right));
  }

  private static ShareDifference share(
      String code, long inLeft, LoadResult left, long inRight, LoadResult right) {
    Proportion before = new Proportion(inLeft, left.requests());
    Proportion after = new Proportion(inRight, right.requests());
    return new ShareDifference(code, before, after, after.minus(before));
  }

  private static long count(LoadResult result, String code) {
    return result.codes().getOrDefault(code, 0L);
  }

  private static List<LatencyDifference> percentiles(LoadResult left, LoadResult right) {
    List<LatencyDifference> both = new ArrayList<>();
    for (Map.Entry<Double, Double> one : new TreeMap<>(left.percentilesMillis()).entrySet()) {
      Double other = right.percentilesMillis().get(one.getKey());
      if (other != null) {
        both.add(new LatencyDifference(one.getKey(), one.getValue(), other));
      }
    }
    return List.copyOf(both);
  }
}
