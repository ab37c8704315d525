package dev.whichhop.probe.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A socket that remembers how its incoming direction ended and keeps to a deadline over all reads.
 *
 * <p>JSSE answers −1 for a FIN and for close_notify, and wraps a reset in exceptions of its own
 * during a handshake; what the kernel said is seen here, below it. A time-out of each read alone
 * would let a peer that sends a byte a second go on for ever.
 */
final class WatchedSocket extends Socket {
  /** No request is under way. */
  private static final long NONE = Long.MAX_VALUE;

  private final NanoClock clock;
  private final long patienceNanos;
  private final AtomicLong deadline;
  private volatile @Nullable WireEnd end;
  private boolean patrolled;
  private volatile boolean timed;
  private @Nullable InputStream watched;

  /**
   * @param patienceNanos how long one request may take in all
   */
  WatchedSocket(NanoClock clock, long patienceNanos) {
    this.clock = clock;
    this.patienceNanos = patienceNanos;
    this.deadline = new AtomicLong(clock.nanos() + patienceNanos);
  }

  /** Begins the time of another request. */
  void restart(long nanos) {
    deadline.set(nanos + patienceNanos);
  }

  /** The time until which reads wait. */
  void deadline(long nanos) {
    deadline.set(nanos);
  }

  long deadline() {
    return deadline.get();
  }

  /** Reads without a time-out from now on: somebody else calls {@link #expire}. */
  void patrolled() {
    patrolled = true;
  }

  /** True while reads have a time-out of their own. */
  void timed(boolean timed) {
    this.timed = timed;
  }

  /**
   * Ends the request that is under way when its time is up. A read with a time-out of its own is no
   * such request: it ends by itself, and the connection stands.
   */
  void expire(long now) {
    if (timed) {
      return;
    }
    long until = deadline.get();
    if (until != NONE && now - until >= 0 && deadline.compareAndSet(until, NONE)) {
      end = WireEnd.TIMEOUT;
      abort();
    }
  }

  /** Says that no request is under way; false when its time was up a moment before. */
  boolean finish() {
    return deadline.getAndSet(NONE) != NONE;
  }

  /** What the kernel said last about the incoming direction; null while it is open. */
  @Nullable WireEnd end() {
    return end;
  }

  void forgetTimeout() {
    if (end == WireEnd.TIMEOUT) {
      end = null;
    }
  }

  void ended(WireEnd how) {
    end = how;
  }

  /** Throws the connection away with a RST, so that no local port waits in TIME_WAIT. */
  void abort() {
    try {
      setSoLinger(true, 0);
      close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    InputStream stream = watched;
    if (stream == null) {
      stream = new Watched(super.getInputStream());
      watched = stream;
    }
    return stream;
  }

  private final class Watched extends FilterInputStream {
    Watched(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (patrolled && !timed) {
        setSoTimeout(0);
      } else {
        waitAtMost(deadline.get() - clock.nanos());
      }
      try {
        int count = in.read(buffer, offset, length);
        if (count < 0) {
          end = WireEnd.FIN;
        }
        return count;
      } catch (SocketTimeoutException e) {
        end = WireEnd.TIMEOUT;
        throw e;
      } catch (SocketException e) {
        if (end != WireEnd.TIMEOUT) {
          end = WireEnd.RESET;
        }
        throw e;
      }
    }

    private void waitAtMost(long left) throws IOException {
      if (left <= 0) {
        end = WireEnd.TIMEOUT;
        throw new SocketTimeoutException("time is up");
      }
      setSoTimeout(Math.clamp((left + 999_999) / 1_000_000, 1, Integer.MAX_VALUE));
    }
  }
}
