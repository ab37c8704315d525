package dev.whichhop.app.watch;

import dev.whichhop.live.Window;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Looks at a steady pace and tells what changed. Every look stands alone: it opens the cluster
 * anew, so that an API server that restarted, a token that expired and a kubeconfig that was
 * renewed need no care of their own, and it keeps nothing but the last reading, so that memory does
 * not grow.
 */
public final class Watch {
  /** One look at the cluster. */
  public interface Look {
    /**
     * Reads the window and says what it shows.
     *
     * @throws IOException when there is nothing to be read; its message is one line for the user
     */
    Reading at(Window window) throws IOException;
  }

  /** Waiting between two looks. */
  public interface Pause {
    /** Waits; false when the watch shall end. */
    boolean of(Duration time);
  }

  private final Look look;
  private final Duration every;
  private final Windows windows;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Metrics metrics;
  private final Consumer<Reading> readings;
  private final Consumer<Change> changes;
  private final Changes known = new Changes();

  /**
   * @param every from the begin of one look to the begin of the next
   * @param window that each look reads, at most {@link Windows#MOST}
   * @param readings told of every look, after its change
   * @param nanoTime time that no change of the clock moves, in nanoseconds
   */
  public Watch(
      Look look,
      Duration every,
      Duration window,
      InstantSource clock,
      LongSupplier nanoTime,
      Metrics metrics,
      Consumer<Change> changes,
      Consumer<Reading> readings) {
    this.look = look;
    this.every = every;
    this.windows = new Windows(window);
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.metrics = metrics;
    this.changes = changes;
    this.readings = readings;
  }

  /** Looks until the pause says that it shall end; returns the last reading. */
  public Reading run(Pause pause) {
    Duration rest;
    Reading last;
    do {
      long begun = nanoTime.getAsLong();
      last = once();
      Duration took = Duration.ofNanos(nanoTime.getAsLong() - begun);
      // A look that takes longer than the pace is followed by the next after a tenth of it.
      Duration least = every.dividedBy(10);
      rest = every.minus(took).compareTo(least) < 0 ? least : every.minus(took);
    } while (pause.of(rest));
    return last;
  }

  private Reading once() {
    long begun = nanoTime.getAsLong();
    Window window = windows.next(clock.instant());
    Reading reading;
    try {
      reading = look.at(window);
      if (reading.why().isEmpty()) {
        windows.read(window);
      }
    } catch (IOException cannot) {
      // The message of some is a path alone.
      boolean bare = cannot instanceof FileSystemException file && file.getReason() == null;
      String kind = bare ? cannot.getClass().getSimpleName() + ": " : "";
      reading = Reading.blind(window, kind + cannot.getMessage());
    }
    Instant ended = clock.instant();
    metrics.looked(reading, ended, Duration.ofNanos(nanoTime.getAsLong() - begun));
    known
        .see(reading, ended)
        .ifPresent(change -> {
          metrics.changed();
          changes.accept(change);
        });
    readings.accept(reading);
    return reading;
  }
}
