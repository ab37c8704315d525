package dev.whichhop.app.commands;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C and SIGTERM: reading ends, what was read so far is diagnosed and printed, marked as
 * partial, and the process ends with the status of the signal (130, 143), which the JVM sets.
 */
public final class Interruption {
  /** How long the answer to what was read may take; then the process ends without it. */
  private static final long PATIENCE_SECONDS = 30;

  private final CountDownLatch printed = new CountDownLatch(1);
  private volatile boolean requested;

  /** Set as long as somebody can end early; a command that cannot is not waited for. */
  private volatile boolean heeded;

  private Interruption() {}

  /** Never interrupted: for runs inside a test. */
  public static Interruption never() {
    return new Interruption();
  }

  /** Interrupted when the process is told to end. */
  public static Interruption ofProcess() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::wanted, "interruption"));
    return interruption;
  }

  /** Runs while the JVM shuts down; it goes on when this returns. */
  void wanted() {
    requested = true;
    if (!heeded) {
      return;
    }
    try {
      printed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says that everything is printed, so that nobody waits for it. */
  public void printed() {
    printed.countDown();
  }

  /** True when reading shall end. */
  public boolean requested() {
    heeded = true;
    return requested;
  }

  /** Says that who asked is done; what comes behind cannot end early. */
  public void done() {
    heeded = false;
  }

  /**
   * The stream, given up when interrupted. A read of a terminal or pipe that has nothing to say
   * cannot be woken, so a thread of its own does it.
   */
  InputStream interruptible(InputStream from) {
    heeded = true;
    return new Pumped(from);
  }

  private final class Pumped extends InputStream {
    private static final int BLOCK = 64 << 10;
    private static final int BLOCKS_AHEAD = 4;
    private static final long LOOK_MILLIS = 50;

    /** An empty block is the end. */
    private final BlockingQueue<byte[]> blocks = new ArrayBlockingQueue<>(BLOCKS_AHEAD);

    private final InputStream from;
    private @Nullable Thread pump;
    private volatile @Nullable IOException broken;
    private byte[] block = {};
    private int at;
    private boolean ended;

    Pumped(InputStream from) {
      this.from = from;
    }

    private void pump() {
      try {
        byte[] buffer = new byte[BLOCK];
        int count = from.read(buffer, 0, BLOCK);
        while (count >= 0) {
          if (count > 0) {
            blocks.put(Arrays.copyOf(buffer, count));
          }
          count = from.read(buffer, 0, BLOCK);
        }
      } catch (IOException e) {
        broken = e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      try {
        blocks.put(new byte[0]);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (at == block.length && !next()) {
        return -1;
      }
      int count = Math.min(length, block.length - at);
      System.arraycopy(block, at, buffer, offset, count);
      at += count;
      return count;
    }

    /** Waits for the next block; false at the end. */
    private boolean next() throws IOException {
      if (pump == null) {
        Thread thread = new Thread(this::pump, "standard input");
        thread.setDaemon(true);
        thread.start();
        pump = thread;
      }
      byte[] next = null;
      while (!ended && next == null) {
        try {
          next = blocks.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException("interrupted");
        }
        if (next == null && requested) {
          throw new InterruptedIOException("interrupted");
        }
      }
      if (next == null || next.length == 0) {
        ended = true;
        if (broken != null) {
          throw broken;
        }
        return false;
      }
      block = next;
      at = 0;
      return true;
    }
  }
}
