package dev.whichhop.model.diagnosis;

/** How large a part of the comparable requests failed. */
public enum Share {
  /** At least 95 of 100. */
  ALL,
  /** At least half. */
  MOST,
  /** At least 2 of 100. */
  SOME,
  /** Fewer. */
  FEW,
  /** The evidence does not show the successes. */
  UNKNOWN;

  /** The share of {@code count} in {@code of}; {@link #UNKNOWN} when {@code of} is not known. */
  public static Share of(long count, long of) {
    if (of <= 0 || of < count) {
      return UNKNOWN;
    }
    double part = (double) count / of;
    return part >= 0.95 ? ALL : part >= 0.5 ? MOST : part >= 0.02 ? SOME : FEW;
  }
}
