package dev.whichhop.flows.reach;

/** The answer over all hops. */
public enum Verdict {
  /** Every hop lets all of the traffic pass. */
  REACHABLE,

  /** Some ports or protocols pass every hop, others do not. */
  PARTLY,

  /** Nothing passes, whatever is not known. */
  BLOCKED,

  /** No hop that could be told stops it all, and some could not be told. */
  UNKNOWN
}
