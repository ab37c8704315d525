package dev.whichhop.live;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What one collection may cost the cluster, and what it has cost so far. For many threads. */
public final class Budget {
  /**
   * The most that may be asked for.
   *
   * @param requests to the API server, Prometheus and pods
   * @param bytes of all answers
   * @param time from just before the first request to the last answer
   * @param inFlight requests at a time, 1 to 32 (istioctl bug-report has 32 in flight: {@code
   *     tools/bug-report/pkg/bugreport/bugreport.go})
   */
  public record Limits(int requests, long bytes, Duration time, int inFlight) {
    public static final int MOST_IN_FLIGHT = 32;

    public Limits {
      if (inFlight < 1 || inFlight > MOST_IN_FLIGHT) {
        throw new IllegalArgumentException("requests in flight: 1 to " + MOST_IN_FLIGHT);
      }
    }
  }

  /** Nothing more is fetched. */
  static final class Spent extends IOException {
    Spent(String what) {
      super("the budget is spent: " + what);
    }
  }

  private final Limits limits;
  private final InstantSource clock;
  private final Instant started;
  private final Semaphore permits;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  public Budget(Limits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
    this.started = clock.instant();
    this.permits = new Semaphore(limits.inFlight, true);
  }

  /** Waits until one more request may be sent; {@link #leave} must follow. */
  void enter() throws Spent {
    permits.acquireUninterruptibly();
    try {
      checkTime();
      if (bytes.get() >= limits.bytes) {
        throw new Spent(limits.bytes + " bytes");
      }
      if (requests.incrementAndGet() > limits.requests) {
        requests.decrementAndGet();
        throw new Spent(limits.requests + " requests");
      }
    } catch (Spent spent) {
      permits.release();
      throw spent;
    }
  }

  void leave() {
    permits.release();
  }

  void received(long count) throws Spent {
    if (bytes.addAndGet(count) > limits.bytes) {
      throw new Spent(limits.bytes + " bytes");
    }
  }

  void checkTime() throws Spent {
    if (spentTime().compareTo(limits.time) > 0) {
      throw new Spent(limits.time.toSeconds() + " s");
    }
  }

  /** Requests sent so far; those that the client library repeated are counted once. */
  public int requests() {
    return requests.get();
  }

  /** Bytes of all answers so far, without headers. */
  public long bytes() {
    return bytes.get();
  }

  /** Since this object was made, which is just before the first request. */
  public Duration spentTime() {
    return Duration.between(started, clock.instant());
  }

  public Limits limits() {
    return limits;
  }
}
