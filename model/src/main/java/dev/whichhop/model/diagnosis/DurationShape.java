package dev.whichhop.model.diagnosis;

/** How the durations of the failures of a group lie. */
public enum DurationShape {
  /** Nine of ten at most 50 ms: somebody refused at once. */
  IMMEDIATE,
  /** Nine of ten within 4 % of one value of at least a second: a timer fired. */
  CONSTANT,
  /** Neither. */
  SPREAD,
  /** No durations. */
  UNKNOWN
}
