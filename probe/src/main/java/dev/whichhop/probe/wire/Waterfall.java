package dev.whichhop.probe.wire;

/**
 * When each step of a request was reached, in nanoseconds since its start; −1 for a step that was
 * not reached or, on a reused connection, not needed.
 */
public record Waterfall(
    long resolved, long connected, long secured, long sent, long firstByte, long ended) {
  /** Of a step that was not reached. */
  public static final long NEVER = -1;
}
