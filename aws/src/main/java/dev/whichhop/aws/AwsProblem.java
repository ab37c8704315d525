package dev.whichhop.aws;

import java.util.Locale;

/** Why AWS gave no answer; each has a sentence {@code aws.problem.<word>} that says what to do. */
public enum AwsProblem {
  NO_CREDENTIALS,
  EXPIRED,
  /** A key that AWS does not know, or a signature that does not fit. */
  WRONG_CREDENTIALS,
  NO_PROFILE,
  /** Signatures hold for minutes. */
  WRONG_CLOCK,
  NO_REGION,
  WRONG_REGION,
  DENIED,
  THROTTLED,
  NO_BUCKET,
  NO_LOG_GROUP,
  /** A query that CloudWatch does not take. */
  WRONG_QUERY,
  /** A query that ended without being complete. */
  QUERY_ENDED,
  /** The caller was interrupted while it ran. */
  QUERY_STOPPED,
  UNREACHABLE,
  /** A body that ended early or is not what its checksum says. */
  BROKEN,
  INTERRUPTED,
  OTHER;

  /** As in the keys of messages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
