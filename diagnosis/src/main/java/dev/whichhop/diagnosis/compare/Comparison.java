package dev.whichhop.diagnosis.compare;

import dev.whichhop.model.diagnosis.Diagnosis;
import dev.whichhop.model.diagnosis.Finding;
import java.util.List;

/**
 * The whole comparison.
 *
 * @param rates the kinds of failures, those that the samples tell apart first
 * @param findings checks that found something on one side and not on the other
 * @param differences in the order in which they are worth looking at
 * @param onlyLeft kinds of evidence that only the left side has, so that they were not compared
 * @param onlyRight the same of the right side
 */
public record Comparison(
    Diagnosis.Verdict leftVerdict,
    Diagnosis.Verdict rightVerdict,
    List<RateDifference> rates,
    List<FindingDifference> findings,
    List<Difference> differences,
    List<String> onlyLeft,
    List<String> onlyRight) {

  /** The answers of one check on both sides; exactly one of them is FOUND. */
  public record FindingDifference(Finding left, Finding right) {

    /** The one that found something. */
    public Finding found() {
      return foundLeft() ? left : right;
    }

    /** True when the left side has it. */
    public boolean foundLeft() {
      return left.state().equals("FOUND");
    }

    /** True when the other side looked where it would show, and it is not there. */
    public boolean absentElsewhere() {
      Finding other = foundLeft() ? right : left;
      return other.state().equals("ABSENT");
    }
  }

  /** True when nothing that was compared differs. */
  public boolean same() {
    boolean ratesDiffer =
        rates.stream()
            .map(RateDifference::telling)
            .anyMatch(one ->
                one == RateDifference.Telling.MORE_LEFT
                    || one == RateDifference.Telling.MORE_RIGHT);
    return !ratesDiffer && findings.isEmpty() && differences.isEmpty();
  }
}
