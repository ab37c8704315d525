package dev.whichhop.model.evidence;

import java.util.List;

/**
 * Counts of all observations by what decides their group.
 *
 * @param kept true when every observation is in {@link Bundle#observations}
 */
public record Tally(long observations, boolean kept, List<Line> lines) {

  /** Observations that agree in hop, side, status, gRPC status, flags and failure. */
  public record Line(
      dev.whichhop.model.Hop hop,
      Side side,
      int status,
      int grpcStatus,
      String flags,
      ClientFailure clientFailure,
      long count) {}
}
