package dev.whichhop.probe.hops;

import java.util.List;

/**
 * Between which two places of a path requests fail, when the same request was sent to each.
 *
 * <p>A request that enters at one place goes through all that lie behind it. So a fault is behind
 * every place at which requests fail, and before every place at which they succeed.
 */
public sealed interface FailingLeg {
  /** No request failed anywhere. */
  record None() implements FailingLeg {}

  /** Requests that enter at {@code outer} fail, and those that enter at {@code inner} do not. */
  record Between(int outer, int inner) implements FailingLeg {}

  /** Those that enter at the innermost place fail too: it is that place or what it calls. */
  record Innermost(int place) implements FailingLeg {}

  /**
   * Finds it.
   *
   * @param failed from the outermost place to the innermost: whether requests failed there
   */
  static FailingLeg of(List<Boolean> failed) {
    int last = failed.lastIndexOf(true);
    if (last < 0) {
      return new None();
    }
    return last == failed.size() - 1 ? new Innermost(last) : new Between(last, last + 1);
  }

  /**
   * True when a place further out is without failures though one behind it fails: then it is not
   * one path, or the fault comes and goes.
   */
  static boolean contradicts(List<Boolean> failed) {
    int last = failed.lastIndexOf(true);
    return last > 0 && failed.subList(0, last).contains(false);
  }
}
