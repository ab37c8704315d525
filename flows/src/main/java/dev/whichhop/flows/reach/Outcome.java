package dev.whichhop.flows.reach;

/** What a hop does with the traffic. */
public enum Outcome {
  /** All of it passes. */
  ALLOWED,

  /** Some ports or protocols pass, others do not. */
  PARTLY,

  /** None of it passes. */
  REFUSED,

  /** Not to be told from what was read; the hop names what to read. */
  BLIND,

  /** Does not apply to what was asked, for example security groups where a subnet was named. */
  NOT_ASKED
}
