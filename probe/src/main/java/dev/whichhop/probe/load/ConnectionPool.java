package dev.whichhop.probe.load;

import dev.whichhop.probe.wire.Connector;
import dev.whichhop.probe.wire.HttpConnection;
import dev.whichhop.probe.wire.NanoClock;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Kept connections; the one used last is used next, so that no more are open than needed. */
final class ConnectionPool {
  /** A connection that rested longer is looked at before it is used, as curl does with each. */
  private static final long RESTED_NANOS = 50_000_000;

  /** A FIN that has arrived is seen at once; the wait is for one that has not. */
  private static final Duration GLANCE = Duration.ofMillis(1);

  private final Deque<HttpConnection> idle = new ConcurrentLinkedDeque<>();
  private final Connector connector;
  private final NanoClock clock;
  private final Patrol patrol;
  private final LongAdder opened = new LongAdder();
  private final LongAdder closedIdle = new LongAdder();

  ConnectionPool(Connector connector, NanoClock clock) {
    this.connector = connector;
    this.clock = clock;
    this.patrol = new Patrol(clock);
  }

  /** A kept connection that stands, or a new one. */
  Connector.Opened take() {
    @Nullable HttpConnection kept = idle.pollFirst();
    while (kept != null) {
      boolean rested = clock.nanos() - kept.lastUse() > RESTED_NANOS;
      if (!rested || (kept.idle(GLANCE) == null && !kept.stray())) {
        return new Connector.Opened.Open(kept);
      }
      closedIdle.increment();
      drop(kept);
      kept = idle.pollFirst();
    }
    opened.increment();
    return switch (connector.open()) {
      case Connector.Opened.Open open -> new Connector.Opened.Open(patrol.add(open.connection()));
      case Connector.Opened.Failed failed -> failed;
    };
  }

  /** Closes one that is not given back. */
  void drop(HttpConnection connection) {
    patrol.remove(connection);
    connection.close();
  }

  void give(HttpConnection connection) {
    idle.addFirst(connection);
  }

  long opened() {
    return opened.sum();
  }

  long closedIdle() {
    return closedIdle.sum();
  }

  void close() {
    idle.forEach(HttpConnection::close);
    patrol.close();
  }
}
