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

  /**
   * True when the rates differ: the 95 % interval of the difference, Newcombe's hybrid of the two
   * Wilson intervals (Statistics in Medicine 17, 1998, method 10), leaves out zero.
   */
  public boolean differsFrom(Proportion other) {
    if (!seen() || !other.seen()) {
      return false;
    }
    double difference = rate() - other.rate();
    double below = Math.hypot(rate() - low(), other.high() - other.rate());
    double above = Math.hypot(high() - rate(), other.rate() - other.low());
    return difference - below > 0 || difference + above < 0;
  }
}
