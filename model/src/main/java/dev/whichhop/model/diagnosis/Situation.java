package dev.whichhop.model.diagnosis;

import java.util.Locale;

/**
 * The situations in which failures happen, as operators tell them apart: first how they lie in
 * time, then whom they hit, then what they follow. Closed: output and pages know these words.
 */
public enum Situation {
  /** All comparable requests fail. */
  EVERY_REQUEST,
  /** Answered before a moment, failing since. */
  FROM_A_MOMENT_ON,
  /** Many at once, in a small part of the time. */
  IN_BURSTS,
  /** Single ones between answered ones. */
  NOW_AND_THEN,
  /** At one interval. */
  FIXED_PERIOD,
  /** One of several services called through the same proxy. */
  ONE_SERVICE,
  /** One of several callers. */
  ONE_CALLER,
  /** One of several pods. */
  ONE_POD,
  /** The pods of one of several nodes. */
  ONE_NODE,
  /** The pods of one of several availability zones. */
  ONE_ZONE,
  /** Just after pods were replaced. */
  AFTER_ROLLOUT,
  /** Just after the number of pods changed. */
  AFTER_SCALING,
  /** Just after a container ended by itself. */
  AFTER_RESTART,
  /** Just after routing, policy or security configuration was written. */
  AFTER_CONFIGURATION,
  /** While more requests were under way than usual. */
  UNDER_LOAD,
  /** After the connection had been silent. */
  AFTER_IDLE;

  /** The word of the output, {@code after-rollout}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
