package dev.whichhop.app.commands.probe;

import dev.whichhop.probe.load.Load;
import dev.whichhop.probe.load.LoadResult;
import java.io.PrintWriter;
import java.util.Locale;

/** Says on standard error how a load goes, twice a second, and only to a terminal. */
final class LiveLine implements AutoCloseable {
  private static final long BETWEEN_MILLIS = 500;

  private final Load load;
  private final PrintWriter err;
  private final Thread thread;

  LiveLine(Load load, PrintWriter err) {
    this.load = load;
    this.err = err;
    boolean shown = System.console() != null && System.console().isTerminal();
    this.thread = shown ? Thread.startVirtualThread(this::show) : new Thread();
  }

  private void show() {
    try {
      while (true) {
        Thread.sleep(BETWEEN_MILLIS);
        LoadResult now = load.soFar();
        err.printf(
            Locale.ROOT,
            "\r%6.1f s  %d requests  %d failed  %.0f/s  p99 %.1f ms   ",
            now.elapsed().toMillis() / 1e3,
            now.requests(),
            now.failed(),
            now.perSecond(),
            now.latencies().getValueAtPercentile(99) / 1e3);
        err.flush();
      }
    } catch (InterruptedException over) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
