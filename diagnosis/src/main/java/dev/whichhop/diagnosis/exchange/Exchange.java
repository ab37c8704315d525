package dev.whichhop.diagnosis.exchange;

import dev.whichhop.model.evidence.Observation;
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
   * failure on.
   */
  public Observation origin() {
    for (int i = observations.size() - 1; i >= 0; i--) {
      if (observations.get(i).failed()) {
        return observations.get(i);
      }
    }
    return observations.getLast();
  }
}
