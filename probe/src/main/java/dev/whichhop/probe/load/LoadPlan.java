package dev.whichhop.probe.load;

import java.time.Duration;

/**
 * What load to make.
 *
 * @param pace when requests begin
 * @param connections how many may be under way at once
 * @param requests at most so many
 * @param duration no request begins after it
 */
public record LoadPlan(Pace pace, int connections, long requests, Duration duration) {

  /** When requests begin. */
  public sealed interface Pace {
    /**
     * At a rate, whether earlier ones are answered or not, as the callers of a service do.
     * Latencies count from the moment when a request was due: a stall of the server delays those
     * behind it, and they say so (no coordinated omission).
     */
    record Open(double perSecond) implements Pace {}

    /**
     * The next one when the last one has ended. A slow server then slows its own load, so the
     * percentiles are of the time that it took to serve, not of what callers at a rate would see.
     */
    record Closed() implements Pace {}
  }
}
