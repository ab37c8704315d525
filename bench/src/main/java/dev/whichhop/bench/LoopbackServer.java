package dev.whichhop.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Answers every request on a port of loopback with the same hundred bytes: {@code PORT}. It looks
 * for nothing but the ends of requests, so that the clients are what is measured.
 */
public final class LoopbackServer {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 36\r\n\r\n%s"
          .formatted("x".repeat(36))
          .getBytes(StandardCharsets.US_ASCII);

  private static final String END = "\r\n\r\n";

  private LoopbackServer() {}

  public static void main(String[] arguments) throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    try (ServerSocket listener = new ServerSocket(Integer.parseInt(arguments[0]), 1024, loopback)) {
      while (true) {
        Socket socket = listener.accept();
        Thread.startVirtualThread(() -> serve(socket));
      }
    }
  }

  private static void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      byte[] buffer = new byte[4096];
      int matched = 0;
      int count = socket.getInputStream().read(buffer);
      while (count > 0) {
        for (int i = 0; i < count; i++) {
          matched = buffer[i] == END.charAt(matched) ? matched + 1 : buffer[i] == '\r' ? 1 : 0;
          if (matched == END.length()) {
            out.write(ANSWER);
            matched = 0;
          }
        }
        count = socket.getInputStream().read(buffer);
      }
    } catch (IOException gone) {
      // The client has ended.
    }
  }
}
