package dev.whichhop.probe.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The server's end of one connection: words for what a server can do to a client. */
final class Peer {
  private final Socket raw;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  /**
   * @param raw the TCP socket
   * @param socket the same, or TLS over it
   */
  Peer(Socket raw, Socket socket) throws IOException {
    this.raw = raw;
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  /** Reads one request of a client without a body; false when the client has ended. */
  boolean readRequest() throws IOException {
    int matched = 0;
    while (matched < 4) {
      int c = in.read();
      if (c < 0) {
        return false;
      }
      matched = c == "\r\n\r\n".charAt(matched) ? matched + 1 : c == '\r' ? 1 : 0;
    }
    return true;
  }

  void say(String text) throws IOException {
    say(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void say(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /**
   * Ends our direction with a bare FIN, also below TLS, and waits until the client ends its own.
   */
  void fin() throws IOException {
    raw.shutdownOutput();
    drain();
    raw.close();
  }

  /** Says goodbye in TLS before the FIN; without TLS as {@link #fin}. */
  void goodbye() throws IOException {
    if (socket == raw) {
      fin();
    } else {
      socket.close();
    }
  }

  void reset() throws IOException {
    raw.setSoLinger(true, 0);
    raw.close();
  }

  /** Says and reads nothing until the client gives up. */
  void hold() throws InterruptedException {
    Thread.sleep(Duration.ofSeconds(30));
  }

  void pause(long millis) throws InterruptedException {
    Thread.sleep(millis);
  }

  private void drain() throws IOException {
    InputStream rest = raw.getInputStream();
    byte[] buffer = new byte[1 << 12];
    raw.setSoTimeout(5_000);
    int count;
    do {
      count = rest.read(buffer);
    } while (count >= 0);
  }
}
