package dev.whichhop.diagnosis.compare;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Side;

/**
 * One kind of failure on both sides.
 *
 * @param telling whether the samples can tell the rates apart
 */
public record RateDifference(
    Hop hop,
    Side side,
    int status,
    String flags,
    ClientFailure failure,
    Proportion left,
    Proportion right,
    Telling telling) {

  /** What the two samples say about each other. */
  public enum Telling {
    MORE_LEFT,
    MORE_RIGHT,
    /** Too few requests, or rates too close. */
    CANNOT_TELL,
    /** One side has no log of that place. */
    UNSEEN
  }
}
