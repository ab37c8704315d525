package dev.whichhop.diagnosis.exchange;

import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.util.List;

/**
 * Observations of one and the same request, ordered from the caller to the server.
 *
 * @param confidence of the join: 1 by request id, less by time and path
 */
public record Exchange(List<Observation> observations, double confidence) {

  public Exchange {
    if (observations.isEmpty()) {
      throw new IllegalArgumentException("an exchange has at least one observation");
    }
    observations = List.copyOf(observations);
  }

  /** True when some vantage saw it fail. */
  public boolean failed() {
    return observations.stream().anyMatch(Observation::failed);
  }

  /**
   * The failing observation nearest to the server. What lies nearer to the caller only passes the
   * failure on; but a disconnect ({@code DC}) travels the other way, so behind it the origin is the
   * outermost proxy that saw it, or whatever else that one says was wrong.
   */
  public Observation origin() {
    Observation origin = observations.getLast();
    boolean disconnected = false;
    for (int i = observations.size() - 1; i >= 0; i--) {
      Observation one = observations.get(i);
      if (!one.failed() || (disconnected && one.vantage().side() == Side.CALLER)) {
        continue;
      }
      if (!disconnected && !one.hasFlag("DC")) {
        return one;
      }
      origin = one;
      disconnected = true;
      if (!one.hasFlag("DC")) {
        return one;
      }
    }
    return origin;
  }
}
