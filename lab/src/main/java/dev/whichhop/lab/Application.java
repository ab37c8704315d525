package dev.whichhop.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An HTTP/1.1 server as applications are: {@code /wait/250} answers after 250 ms, {@code /broken}
 * with 500, all else at once. A connection that was idle for the keep-alive time is closed; as in a
 * process that pauses, the decision is {@link #PAUSE} older than the close.
 */
final class Application implements AutoCloseable {
  /** How long the process stands still between finding a connection idle and closing it. */
  static final Duration PAUSE = Duration.ofMillis(300);

  private final ServerSocket listening;
  private final Duration keepAlive;
  private final PrintWriter log;
  final AtomicLong closedOverRequest = new AtomicLong();

  Application(String address, int port, Duration keepAlive, Path log) throws IOException {
    this.keepAlive = keepAlive;
    this.log = new PrintWriter(Files.newBufferedWriter(log), true);
    listening = new ServerSocket();
    listening.setReuseAddress(true);
    listening.bind(new InetSocketAddress(InetAddress.getByName(address), port));
    say(
        "listening on "
            + address
            + ":"
            + port
            + " keepAliveTimeout="
            + keepAlive.toMillis()
            + "ms");
    Thread.startVirtualThread(this::accept);
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
    long deadline = System.nanoTime() + keepAlive.minus(PAUSE).toNanos();
    while (!in.ready()) {
      if (System.nanoTime() > deadline) {
        Thread.sleep(PAUSE);
        if (connection.getInputStream().available() > 0) {
          closedOverRequest.incrementAndGet();
        }
        return false;
      }
      Thread.sleep(1);
    }
    return true;
  }

  private boolean answer(Socket connection, BufferedReader in)
      throws IOException, InterruptedException {
    String request = in.readLine();
    if (request == null) {
      return false;
    }
    String id = "-";
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      int colon = line.indexOf(':');
      switch (line.substring(0, Math.max(colon, 0)).toLowerCase(java.util.Locale.ROOT)) {
        case "x-request-id" -> id = line.substring(colon + 1).strip();
        case "content-length" -> length = Integer.parseInt(line.substring(colon + 1).strip());
        default -> {}
      }
    }
    in.skip(length);
    String[] words = request.split(" ");
    if (words.length != 3 || !words[2].equals("HTTP/1.1")) {
      say("bad request line: " + request + "; expected HTTP/1.1");
      return false; // as servers do with a preface that they do not know
    }
    Instant start = Instant.now();
    if (words[1].startsWith("/wait/")) {
      Thread.sleep(Long.parseLong(words[1].substring(6)));
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
    say(
        "%s %s %d %dms request=%s"
            .formatted(
                words[0], words[1], status, Duration.between(start, Instant.now()).toMillis(), id));
    return true;
  }

  private synchronized void say(String text) {
    log.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " info  " + text);
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
