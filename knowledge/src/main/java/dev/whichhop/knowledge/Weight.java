package dev.whichhop.knowledge;

/**
 * How heavily an answer weighs for or against a cause, as a logarithm of the likelihood ratio
 * (nats) against "something else".
 *
 * <p>Few steps on purpose: they are argued from the mechanism, not fitted to cases. Two supporting
 * answers are about as good as one strong one; a decisive one settles alone; a refuted cause does
 * not come back.
 */
public enum Weight {
  DECISIVE(6.0),
  STRONG(3.5),
  SUPPORTS(1.8),
  HINT(0.7),
  NEUTRAL(0.0),
  DOUBT(-0.8),
  AGAINST(-3.0),
  REFUTES(-10.0);

  private final double nats;

  Weight(double nats) {
    this.nats = nats;
  }

  public double nats() {
    return nats;
  }
}
