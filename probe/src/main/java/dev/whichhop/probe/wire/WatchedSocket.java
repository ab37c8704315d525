package dev.whichhop.probe.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A socket that remembers how its incoming direction ended and keeps to a deadline over all reads.
 *
 * <p>JSSE answers −1 for a FIN and for close_notify, and wraps a reset in exceptions of its own
 * during a handshake; what the kernel said is seen here, below it. A time-out of each read alone
 * would let a peer that sends a byte a second go on for ever.
 */
final class WatchedSocket extends Socket {
  private final NanoClock clock;
  private final long patienceNanos;
  private long deadline;
  private volatile @Nullable WireEnd end;
  private @Nullable InputStream watched;

  /**
   * @param patienceNanos how long one request may take in all
   */
  WatchedSocket(NanoClock clock, long patienceNanos) {
    this.clock = clock;
    this.patienceNanos = patienceNanos;
    this.deadline = clock.nanos() + patienceNanos;
  }

  /** Begins the time of another request. */
  void restart(long nanos) {
    deadline = nanos + patienceNanos;
  }

  /** The time until which reads wait. */
  void deadline(long nanos) {
    deadline = nanos;
  }

  long deadline() {
    return deadline;
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
      long left = deadline - clock.nanos();
      if (left <= 0) {
        end = WireEnd.TIMEOUT;
        throw new SocketTimeoutException("time is up");
      }
      setSoTimeout(Math.clamp((left + 999_999) / 1_000_000, 1, Integer.MAX_VALUE));
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
        end = clock.nanos() >= deadline ? WireEnd.TIMEOUT : WireEnd.RESET;
        throw e;
      }
    }
  }
}
