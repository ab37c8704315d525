package dev.whichhop.evidence.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.function.BooleanSupplier;

/** Breaks off when the user does not want to wait any longer. */
final class StoppableInputStream extends FilterInputStream {
  static final String INTERRUPTED = "interrupted";

  private final BooleanSupplier stopped;
  private final Runnable brokenOff;

  /**
   * @param stopped true when reading shall end
   * @param brokenOff called when it did end for that reason
   */
  StoppableInputStream(InputStream from, BooleanSupplier stopped, Runnable brokenOff) {
    super(from);
    this.stopped = stopped;
    this.brokenOff = brokenOff;
  }

  @Override
  public int read() throws IOException {
    check();
    return super.read();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    check();
    return super.read(buffer, offset, length);
  }

  private void check() throws IOException {
    if (stopped.getAsBoolean()) {
      brokenOff.run();
      throw new InterruptedIOException(INTERRUPTED);
    }
  }
}
