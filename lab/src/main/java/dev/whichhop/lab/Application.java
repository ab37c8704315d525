package dev.whichhop.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An HTTP/1.1 server as applications are: {@code /wait/250} answers after 250 ms of a worker's
 * time, {@code /broken} with 500, all else at once. A connection that was idle for the keep-alive
 * time is closed; as in a process that pauses, the decision is {@link #PAUSE} older than the close.
 */
final class Application implements Server {
  /** How long the process stands still between finding a connection idle and closing it. */
  private static final Duration PAUSE = Duration.ofMillis(300);

  /** First byte of a TLS record that holds a ClientHello; RFC 8446 section 5.1. */
  private static final int TLS_HANDSHAKE = 0x16;

  private static final byte[] BAD_REQUEST =
      "HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket listening;
  private final Behaviour behaviour;
  private final Semaphore workers;
  private final Log log;
  private final Thread accepting;
  private final AtomicLong lostRequests = new AtomicLong();
  private volatile boolean stopping;

  Application(String address, int port, Behaviour behaviour, Log log) throws IOException {
    this.behaviour = behaviour;
    this.log = log;
    workers = new Semaphore(behaviour.workers, true);
    listening = listen(address, port);
    log.say(
        "listening on %s:%d keepAliveTimeout=%dms workers=%d"
            .formatted(address, port, behaviour.keepAlive.toMillis(), behaviour.workers));
    accepting = Thread.startVirtualThread(this::accept);
  }

  static ServerSocket listen(String address, int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
    return socket;
  }

  private void accept() {
    while (true) {
      try {
        Socket connection = listening.accept();
        Thread.startVirtualThread(() -> serve(connection));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      while (idleEndsWithRequest(connection, in)) {
        if (!answer(connection, in)) {
          return;
        }
      }
    } catch (IOException | InterruptedException _) {
      return; // the other side is gone
    }
  }

  private boolean idleEndsWithRequest(Socket connection, BufferedReader in)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + behaviour.keepAlive.minus(PAUSE).toNanos();
    while (!in.ready()) {
      if (stopping) {
        return false;
      }
      if (System.nanoTime() > deadline) {
        Thread.sleep(PAUSE);
        if (connection.getInputStream().available() > 0) {
          lostRequests.incrementAndGet();
        }
        return false;
      }
      Thread.sleep(1);
    }
    return true;
  }

  private boolean answer(Socket connection, BufferedReader in)
      throws IOException, InterruptedException {
    in.mark(1);
    if (in.read() == TLS_HANDSHAKE) {
      log.say("client sent a TLS handshake to a plaintext port");
      connection.getOutputStream().write(BAD_REQUEST);
      lostRequests.incrementAndGet();
      return false; // as Go's and nginx's servers do
    }
    in.reset();
    String request = in.readLine();
    if (request == null) {
      return false;
    }
    String id = "-";
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      int colon = line.indexOf(':');
      String value = line.substring(colon + 1).strip();
      switch (line.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT)) {
        case "x-request-id" -> id = value;
        case "content-length" -> length = Integer.parseInt(value);
        default -> {}
      }
    }
    if (length > behaviour.largestBody) {
      log.say("request body is larger than " + behaviour.largestBody + " bytes, request=" + id);
      in.skip(behaviour.largestBody);
      lostRequests.incrementAndGet();
      return false;
    }
    in.skip(length);
    String[] words = request.split(" ");
    if (words.length != 3 || !words[2].equals("HTTP/1.1")) {
      log.say("bad request line: " + request + "; expected HTTP/1.1");
      lostRequests.incrementAndGet();
      return false; // as servers do with a preface that they do not know
    }
    Instant start = Instant.now();
    if (words[1].startsWith("/wait/")
        && !worked(Duration.ofMillis(Long.parseLong(words[1].substring(6))))) {
      return false;
    }
    int status = words[1].equals("/broken") ? 500 : 200;
    connection
        .getOutputStream()
        .write(
            ("HTTP/1.1 "
                    + status
                    + (status == 200 ? " OK" : " Internal Server Error")
                    + "\r\ncontent-type: text/plain\r\ncontent-length: 3\r\n\r\nok\n")
                .getBytes(StandardCharsets.US_ASCII));
    log.say(
        "%s %s %d %dms request=%s"
            .formatted(
                words[0], words[1], status, Duration.between(start, Instant.now()).toMillis(), id));
    return true;
  }

  /** Holds a worker for so long; false where the server's own time-out ends it before. */
  private boolean worked(Duration work) throws InterruptedException {
    workers.acquire();
    try {
      boolean tooLong = work.compareTo(behaviour.requestTimeout) > 0;
      Thread.sleep(tooLong ? behaviour.requestTimeout : work);
      if (tooLong) {
        lostRequests.incrementAndGet();
      }
      return !tooLong;
    } finally {
      workers.release();
    }
  }

  @Override
  public long lostRequests() {
    return lostRequests.get();
  }

  @Override
  public void close() throws IOException {
    stopping = true;
    Server.close(listening, accepting);
  }
}
