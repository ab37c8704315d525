package dev.whichhop.probe.load;

import dev.whichhop.probe.wire.Attempt;
import dev.whichhop.probe.wire.Connector;
import dev.whichhop.probe.wire.HttpConnection;
import dev.whichhop.probe.wire.HttpRequest;
import dev.whichhop.probe.wire.NanoClock;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Sends the requests of a plan, a virtual thread for each that is under way. */
public final class Load {
  /** How often somebody who waits looks whether to stop. */
  private static final long LOOK_NANOS = 100_000_000;

  private final HttpRequest request;
  private final byte[] bytes;
  private final LoadPlan plan;
  private final NanoClock clock;
  private final BooleanSupplier stopped;
  private final ConnectionPool pool;
  private final Tally tally = new Tally();
  private final AtomicLong begun = new AtomicLong();
  private final LongAdder late = new LongAdder();
  private final LongAdder received = new LongAdder();
  private final Phaser underWay = new Phaser(1);
  private final long started;
  private volatile long lastEnd;

  /**
   * @param stopped true when no further request shall begin and those under way shall be left
   */
  public Load(
      Connector connector,
      HttpRequest request,
      LoadPlan plan,
      NanoClock clock,
      BooleanSupplier stopped) {
    this.request = request;
    this.bytes = request.bytes();
    this.plan = plan;
    this.clock = clock;
    this.stopped = stopped;
    this.pool = new ConnectionPool(connector, clock);
    this.started = clock.nanos();
    this.lastEnd = started;
  }

  /** Sends all of them and waits for the last to end, or until stopped. */
  public LoadResult run() throws InterruptedException {
    switch (plan.pace()) {
      case LoadPlan.Pace.Open open -> atRate(open.perSecond());
      case LoadPlan.Pace.Closed _ -> {
        for (int i = 0; i < plan.connections(); i++) {
          spawn(this::oneAfterTheOther);
        }
      }
    }
    int phase = underWay.arrive();
    while (!stopped.getAsBoolean()) {
      try {
        underWay.awaitAdvanceInterruptibly(phase, LOOK_NANOS, TimeUnit.NANOSECONDS);
        break;
      } catch (TimeoutException waiting) {
        // Looks again whether to stop.
      }
    }
    pool.close();
    return soFar();
  }

  /** What has ended until now. */
  public LoadResult soFar() {
    return new LoadResult(
        tally.outcomes(),
        Duration.ofNanos(lastEnd - started),
        Math.max(0, begun.get() - tally.total()),
        late.sum(),
        pool.opened(),
        pool.closedIdle(),
        received.sum());
  }

  private void spawn(Runnable work) {
    underWay.register();
    Thread.startVirtualThread(() -> {
      try {
        work.run();
      } finally {
        underWay.arriveAndDeregister();
      }
    });
  }

  private boolean over(long now) {
    return now - started >= plan.duration().toNanos() || stopped.getAsBoolean();
  }

  private void atRate(double perSecond) throws InterruptedException {
    Semaphore free = new Semaphore(plan.connections());
    double interval = 1e9 / perSecond;
    for (long i = 0; i < plan.requests(); i++) {
      long due = started + Math.round(i * interval);
      long now = clock.nanos();
      while (now < due && !over(now)) {
        LockSupport.parkNanos(Math.min(due - now, LOOK_NANOS));
        now = clock.nanos();
      }
      if (over(due) || !acquired(free)) {
        return;
      }
      begun.incrementAndGet();
      spawn(() -> {
        try {
          one(due);
        } finally {
          free.release();
        }
      });
    }
  }

  private boolean acquired(Semaphore free) throws InterruptedException {
    if (free.tryAcquire()) {
      return true;
    }
    late.increment();
    while (!free.tryAcquire(LOOK_NANOS, TimeUnit.NANOSECONDS)) {
      if (stopped.getAsBoolean()) {
        return false;
      }
    }
    return true;
  }

  private void oneAfterTheOther() {
    long now = clock.nanos();
    while (!over(now)) {
      if (begun.incrementAndGet() > plan.requests()) {
        begun.decrementAndGet();
        return;
      }
      now = one(now);
    }
  }

  /** One request that was due at {@code due}; returns when it ended. */
  private long one(long due) {
    Attempt attempt =
        switch (pool.take()) {
          case Connector.Opened.Failed failed -> failed.attempt();
          case Connector.Opened.Open open -> exchange(open.connection());
        };
    long now = clock.nanos();
    tally.count(attempt, now - due);
    received.add(attempt.bytesReceived());
    lastEnd = now;
    return now;
  }

  private Attempt exchange(HttpConnection connection) {
    Attempt attempt = connection.exchange(request, bytes);
    if (attempt.reusable()) {
      pool.give(connection);
    } else {
      pool.drop(connection);
    }
    return attempt;
  }
}
