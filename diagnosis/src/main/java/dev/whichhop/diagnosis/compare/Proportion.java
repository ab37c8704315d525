package dev.whichhop.diagnosis.compare;

/**
 * How many of how many failed, and how far that tells the true rate.
 *
 * @param of -1 when this side did not look
 */
public record Proportion(long failed, long of) {
  /** Two-sided 95 %. */
  private static final double Z = 1.959964;

  static final Proportion UNSEEN = new Proportion(0, -1);

  public boolean seen() {
    return of > 0;
  }

  /** The observed rate; 0 when nothing was seen. */
  public double rate() {
    return seen() ? (double) failed / of : 0;
  }

  /** Lower end of the Wilson score interval, 95 %. */
  public double low() {
    return seen() ? Math.max(0, centre() - half()) : 0;
  }

  /** Upper end of the Wilson score interval, 95 %. */
  public double high() {
    return seen() ? Math.min(1, centre() + half()) : 1;
  }

  private double centre() {
    return (failed + Z * Z / 2) / (of + Z * Z);
  }

  private double half() {
    return Z / (of + Z * Z) * Math.sqrt((double) failed * (of - failed) / of + Z * Z / 4);
  }

  /** Where a difference of two rates lies, with 95 %. */
  public record Interval(double low, double high) {
    public boolean leavesOutZero() {
      return low > 0 || high < 0;
    }
  }

  /**
   * The 95 % interval of this rate less the other: Newcombe's hybrid of the two Wilson intervals
   * (Statistics in Medicine 17, 1998, method 10).
   */
  public Interval minus(Proportion other) {
    if (!seen() || !other.seen()) {
      return new Interval(-1, 1);
    }
    double difference = rate() - other.rate();
    double below = Math.hypot(rate() - low(), other.high() - other.rate());
    double above = Math.hypot(high() - rate(), other.rate() - other.low());
    return new Interval(difference - below, difference + above);
  }

  /** True when the rates differ: the interval of their difference leaves out zero. */
  public boolean differsFrom(Proportion other) {
    return minus(other).leavesOutZero();
  }
}
