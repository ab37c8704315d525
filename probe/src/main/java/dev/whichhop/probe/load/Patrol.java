package dev.whichhop.probe.load;

import dev.whichhop.probe.wire.HttpConnection;
import dev.whichhop.probe.wire.NanoClock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Looks at the time for all connections of a load, instead of each read for itself. */
final class Patrol implements AutoCloseable {
  /** A time-out of a load is so much late at most. */
  private static final long BETWEEN_MILLIS = 20;

  private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
  private final NanoClock clock;
  private final Thread thread;

  Patrol(NanoClock clock) {
    this.clock = clock;
    this.thread = Thread.ofVirtual().start(this::walk);
  }

  HttpConnection add(HttpConnection connection) {
    connections.add(connection);
    return connection.patrolled();
  }

  void remove(HttpConnection connection) {
    connections.remove(connection);
  }

  private void walk() {
    try {
      while (true) {
        Thread.sleep(BETWEEN_MILLIS);
        long now = clock.nanos();
        connections.forEach(one -> one.expire(now));
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
