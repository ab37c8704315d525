package dev.whichhop.probe.load;

import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What came of a load.
 *
 * @param outcomes the most frequent first
 * @param elapsed from the first request to the end of the last
 * @param unfinished requests that were under way when the load was stopped
 * @param late requests that began later than they were due, since all connections were taken
 * @param connections how many were opened
 * @param closedIdle kept connections that the peer had ended before they were used again, or on
 *     which it had said something by itself; another one was taken, and no request was lost
 * @param bytes of all answers
 */
public record LoadResult(
    List<Outcome> outcomes,
    Duration elapsed,
    long unfinished,
    long late,
    long connections,
    long closedIdle,
    long bytes) {

  /** Requests that have ended. */
  public long requests() {
    return outcomes.stream().mapToLong(Outcome::count).sum();
  }

  public long failed() {
    return outcomes.stream().filter(Outcome::failed).mapToLong(Outcome::count).sum();
  }

  public double perSecond() {
    return elapsed.isZero() ? 0 : requests() * 1e9 / elapsed.toNanos();
  }

  /** Latencies of all requests, in microseconds. */
  public Histogram latencies() {
    Histogram all = Tally.histogram();
    outcomes.forEach(one -> all.add(one.latencies()));
    return all;
  }
}
