package dev.whichhop.lab;

import java.io.IOException;
import java.net.ServerSocket;

/** A running application. */
interface Server extends AutoCloseable {
  /** How often it refused or closed over a request that was waiting or being worked on. */
  long lostRequests();

  /** Takes no new connections, closes idle ones, and lets running requests end. */
  @Override
  void close() throws IOException;

  /** Closes, and waits until the port is really free: it is when nobody accepts any more. */
  static void close(ServerSocket listening, Thread accepting) throws IOException {
    listening.close();
    try {
      accepting.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
