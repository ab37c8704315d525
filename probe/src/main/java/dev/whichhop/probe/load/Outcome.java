package dev.whichhop.probe.load;

import dev.whichhop.probe.wire.Ending;
import org.HdrHistogram.Histogram;

/**
 * All requests that ended in one way.
 *
 * @param code of the ending; {@code -reused} behind it when old connections failed
 * @param latencies in microseconds
 */
public record Outcome(String code, Ending ending, boolean reused, Histogram latencies) {

  public long count() {
    return latencies.getTotalCount();
  }

  /** True without an answer, or with one that says that the server could not. */
  public boolean failed() {
    return !ending.good();
  }
}
