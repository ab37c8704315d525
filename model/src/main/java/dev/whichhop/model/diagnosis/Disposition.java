package dev.whichhop.model.diagnosis;

/** What a symptom is, once it is understood. */
public enum Disposition {
  /** Wrong, and to be explained. */
  FAULTY,
  /** Looks like a failure but is how it should be: a client that closed its websocket. */
  EXPECTED,
  /** The application's own honest answer, for example a 500 with its log line. */
  APPLICATION,
  /** A proxy refused it on purpose, as it is told to: a rate limit, external authorization. */
  POLICY
}
