package dev.whichhop.probe.wire;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One connection that carries requests of HTTP/1.1, one after the other. */
public final class HttpConnection implements Closeable {
  /** What a sane answer's head fits into; beyond it the buffer grows to {@link #LARGEST_HEAD}. */
  private static final int BUFFER = 16 << 10;

  /** curl gives up at 300 KiB of headers (since 8.3.0); a client that reads on may read forever. */
  public static final int LARGEST_HEAD = 300 << 10;

  /** A body that fits into a socket's send buffer cannot block its sender. */
  private static final int UNBLOCKED_SEND = 16 << 10;

  private static final byte[] PREFIX = "HTTP/1.".getBytes(StandardCharsets.ISO_8859_1);

  private final WatchedSocket wire;
  private final InputStream in;
  private final OutputStream out;
  private final NanoClock clock;
  private final boolean tls;
  private final String remote;
  private final Opening opening;

  private byte[] buffer = new byte[BUFFER];
  private int at;
  private int limit;
  private long received;
  private long firstByte;
  private long lastUse;
  private Phase phase = Phase.SENDING;
  private String head = "";
  private boolean keepsHead;
  private int answers;
  private boolean stray;

  /**
   * When the steps before the first request were reached, by the clock.
   *
   * @param secured −1 without TLS
   */
  record Opening(long started, long resolved, long connected, long secured) {}

  HttpConnection(
      WatchedSocket wire,
      InputStream in,
      OutputStream out,
      boolean tls,
      NanoClock clock,
      String remote,
      Opening opening) {
    this.wire = wire;
    this.in = in;
    this.out = out;
    this.tls = tls;
    this.clock = clock;
    this.remote = remote;
    this.opening = opening;
    this.lastUse = clock.nanos();
  }

  /** Keeps status line and headers of answers as text. */
  public HttpConnection keepingHeads() {
    keepsHead = true;
    return this;
  }

  /**
   * Leaves it to the caller to look at the time: {@link #expire} must be called now and then. A
   * read with a time-out costs a virtual thread twice the work of one without (measured,
   * bench/probe).
   */
  public HttpConnection patrolled() {
    wire.patrolled();
    return this;
  }

  /** Ends the request that is under way when its time is up. */
  public void expire(long now) {
    wire.expire(now);
  }

  /** Sends the request once, and never again, and reads its answer. */
  public Attempt exchange(HttpRequest request) {
    return exchange(request, request.bytes());
  }

  /**
   * The same, with the bytes made before.
   *
   * @param bytes those of {@code request}
   */
  public Attempt exchange(HttpRequest request, byte[] bytes) {
    boolean reused = answers > 0;
    long started = reused ? clock.nanos() : opening.started();
    if (reused) {
      wire.restart(started);
    }
    received = 0;
    firstByte = Waterfall.NEVER;
    head = "";
    phase = Phase.SENDING;
    long sent = Waterfall.NEVER;
    Ending ending;
    boolean reusable = false;
    try {
      boolean whole = send(bytes);
      sent = clock.nanos();
      phase = Phase.WAITING;
      if (!whole) {
        answeredBeforeAll();
      }
      ResponseHead answer = finalHead();
      ending = new Ending.Answered(answer.status);
      reusable =
          body(answer, request.head()) && whole && request.keepAlive() && answer.status != 101;
      answers++;
    } catch (Ended ended) {
      ending = ended.ending();
    } catch (IOException e) {
      ending = lost(e);
    }
    boolean inTime = wire.finish();
    int surplus = ending instanceof Ending.Answered ? limit - at : 0;
    lastUse = clock.nanos();
    Waterfall waterfall =
        new Waterfall(
            reused ? Waterfall.NEVER : opening.resolved() - started,
            reused ? Waterfall.NEVER : opening.connected() - started,
            reused || !tls ? Waterfall.NEVER : opening.secured() - started,
            sent < 0 ? Waterfall.NEVER : sent - started,
            firstByte < 0 ? Waterfall.NEVER : firstByte - started,
            lastUse - started);
    return new Attempt(
        ending,
        reused,
        tls,
        false,
        received,
        surplus,
        head,
        remote,
        reusable && inTime && surplus == 0,
        waterfall);
  }

  /** True when it was never used. */
  public boolean fresh() {
    return answers == 0;
  }

  /** By the clock: when the last answer ended, or the connection was made. */
  public long lastUse() {
    return lastUse;
  }

  /**
   * Looks for at most {@code patience} whether the peer ends the connection by itself. Bytes that
   * come, as a 408 before the FIN, answer nothing and are dropped; see {@link #stray}.
   *
   * @return how it ended; null while it stands
   */
  public @Nullable WireEnd idle(Duration patience) {
    wire.timed(true);
    wire.deadline(clock.nanos() + patience.toNanos());
    try {
      at = 0;
      limit = 0;
      while (in.read(buffer, 0, buffer.length) >= 0) {
        stray = true;
      }
    } catch (IOException e) {
      if (wire.end() == WireEnd.TIMEOUT) {
        wire.forgetTimeout();
        return null;
      }
    } finally {
      // In this order: without a deadline nobody takes this for a request whose time is up.
      wire.finish();
      wire.timed(false);
    }
    WireEnd end = wire.end();
    // TLS ends with a close_notify, which the FIN follows.
    return end == null && tls ? WireEnd.CLOSE_NOTIFY : end;
  }

  /** True when bytes have come that no request asked for. */
  public boolean stray() {
    return stray;
  }

  /** False when the peer took no more of it before all was sent. */
  private boolean send(byte[] bytes) throws Ended {
    Thread guard = bytes.length > UNBLOCKED_SEND ? guard() : null;
    try {
      out.write(bytes);
      out.flush();
      return true;
    } catch (IOException e) {
      if (wire.end() == WireEnd.TIMEOUT) {
        throw new Ended(new Ending.Lost(Phase.SENDING, WireEnd.TIMEOUT));
      }
      if (ConnectEnding.of(e) instanceof Ending.ClientLimit own) {
        throw new Ended(own);
      }
      return false;
    } finally {
      if (guard != null) {
        guard.interrupt();
      }
    }
  }

  /** A server may refuse a large body with an answer and then close: the answer still counts. */
  private void answeredBeforeAll() throws Ended {
    int count;
    try {
      count = in.read(buffer, 0, buffer.length);
    } catch (IOException nothing) {
      count = -1;
    }
    if (count <= 0) {
      throw new Ended(new Ending.Lost(Phase.SENDING, WireEnd.RESET));
    }
    at = 0;
    limit = count;
    received += count;
    firstByte = clock.nanos();
    phase = Phase.STATUS_LINE;
  }

  /** Writes know no time-out: the peer that never reads is left by closing under them. */
  private Thread guard() {
    return Thread.startVirtualThread(() -> {
      try {
        Thread.sleep(Duration.ofNanos(Math.max(0, wire.deadline() - clock.nanos())));
        wire.ended(WireEnd.TIMEOUT);
        wire.abort();
      } catch (InterruptedException sent) {
        Thread.currentThread().interrupt();
      }
    });
  }

  /** The head of the answer proper; interim ones are passed over. */
  private ResponseHead finalHead() throws IOException, Ended {
    while (true) {
      int end = findHead();
      ResponseHead found = ResponseHead.parse(buffer, at, end);
      if (keepsHead) {
        head += new String(buffer, at, end - at, StandardCharsets.ISO_8859_1);
      }
      at = end;
      if (!found.interim()) {
        phase = Phase.BODY;
        return found;
      }
      phase = Phase.AFTER_INTERIM;
    }
  }

  /** Reads until an empty line ends the head; returns the place behind it. */
  private int findHead() throws IOException, Ended {
    int scanned = at;
    while (true) {
      mustBeHttp();
      for (; scanned < limit; scanned++) {
        if (buffer[scanned] == '\n') {
          phase = Phase.HEADERS;
          int before = scanned > at && buffer[scanned - 1] == '\r' ? scanned - 2 : scanned - 1;
          if (before >= at && buffer[before] == '\n') {
            return scanned + 1;
          }
        }
      }
      if (at > 0 && (at == limit || limit == buffer.length)) {
        System.arraycopy(buffer, at, buffer, 0, limit - at);
        scanned -= at;
        limit -= at;
        at = 0;
      }
      if (limit == buffer.length) {
        if (buffer.length >= LARGEST_HEAD) {
          throw new Ended(new Ending.HeadersTooLarge());
        }
        buffer = Arrays.copyOf(buffer, Math.min(LARGEST_HEAD, buffer.length * 2));
      }
      more();
      if (phase == Phase.WAITING || phase == Phase.AFTER_INTERIM) {
        phase = Phase.STATUS_LINE;
      }
    }
  }

  private void mustBeHttp() throws Ended {
    int known = Math.min(limit - at, PREFIX.length);
    for (int i = 0; i < known; i++) {
      if (buffer[at + i] != PREFIX[i]) {
        throw new Ended(new Ending.NotHttp(foreign()));
      }
    }
  }

  private Ending.Foreign foreign() {
    if (limit - at >= 2 && buffer[at] >= 0x14 && buffer[at] <= 0x17 && buffer[at + 1] == 3) {
      return Ending.Foreign.TLS;
    }
    // RFC 9113, 3.4: a server's first frame is SETTINGS (type 4) on stream 0.
    boolean settings = limit - at >= 9 && buffer[at] == 0 && buffer[at + 3] == 4;
    return settings ? Ending.Foreign.HTTP2 : Ending.Foreign.OTHER;
  }

  /** Takes the body; true when the connection can carry another request. */
  private boolean body(ResponseHead answer, boolean askedForHead) throws IOException, Ended {
    if (answer.bodiless(askedForHead)) {
      return !answer.closes();
    }
    if (answer.chunked()) {
      chunks();
      return !answer.closes();
    }
    if (answer.length() != ResponseHead.NONE) {
      skip(answer.length());
      return !answer.closes();
    }
    untilClosed();
    return false;
  }

  private void skip(long count) throws IOException, Ended {
    long left = count - (limit - at);
    while (left > 0) {
      at = limit;
      more();
      left -= limit - at;
    }
    at = limit + (int) left;
  }

  private void chunks() throws IOException, Ended {
    while (true) {
      long size = chunkSize(line());
      if (size == 0) {
        break;
      }
      skip(size);
      if (!line().isEmpty()) {
        throw new Ended(new Ending.BadFraming(Phase.BODY));
      }
    }
    while (!line().isEmpty()) {
      // Trailers.
    }
  }

  private static long chunkSize(String line) throws Ended {
    int extension = line.indexOf(';');
    String digits = (extension < 0 ? line : line.substring(0, extension)).strip();
    try {
      long size = Long.parseLong(digits, 16);
      if (size >= 0 && digits.charAt(0) != '+') {
        return size;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new Ended(new Ending.BadFraming(Phase.BODY));
  }

  private String line() throws IOException, Ended {
    StringBuilder line = new StringBuilder();
    while (true) {
      while (at < limit) {
        char c = (char) (buffer[at++] & 0xff);
        if (c == '\n') {
          boolean returned = !line.isEmpty() && line.charAt(line.length() - 1) == '\r';
          return returned ? line.substring(0, line.length() - 1) : line.toString();
        }
        line.append(c);
        if (line.length() > BUFFER) {
          throw new Ended(new Ending.BadFraming(Phase.BODY));
        }
      }
      more();
    }
  }

  private void untilClosed() throws IOException {
    int count;
    do {
      at = limit;
      count = in.read(buffer, 0, buffer.length);
      received += Math.max(0, count);
    } while (count >= 0);
    at = 0;
    limit = 0;
  }

  /** Reads more behind what is there, or from the start where nothing is left. */
  private void more() throws IOException, Ended {
    if (at == limit) {
      at = 0;
      limit = 0;
    }
    int count = in.read(buffer, limit, buffer.length - limit);
    if (count < 0) {
      WireEnd end = wire.end();
      throw new Ended(new Ending.Lost(phase, end == null ? WireEnd.CLOSE_NOTIFY : end));
    }
    if (firstByte < 0) {
      firstByte = clock.nanos();
    }
    received += count;
    limit += count;
  }

  private Ending lost(IOException e) {
    WireEnd end = wire.end();
    if (end != null) {
      return new Ending.Lost(phase, end);
    }
    return e instanceof SSLException tlsError
        ? TlsEnding.of(phase, tlsError)
        : new Ending.Lost(phase, WireEnd.RESET);
  }

  @Override
  public void close() {
    try {
      wire.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
