package dev.whichhop.live;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * As much of a kubelet as the API server needs for logs ({@code /containerLogs}) and port-forwards
 * over a websocket ({@code /portForward}, subprotocol {@code v4.channel.k8s.io}: channel 0 data, 1
 * errors, each begun by the server with the port's two bytes; kubelet, {@code
 * pkg/kubelet/.../portforward/websocket.go}). Behind every forwarded port is one HTTP page.
 */
final class TestKubelet implements AutoCloseable {
  private final SSLServerSocket socket;
  private final Map<String, String> logs = new HashMap<>();
  private final String page;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /**
   * @param page body of the page behind a port-forward
   */
  TestKubelet(SSLContext tls, String page) throws IOException {
    this.page = page;
    socket = (SSLServerSocket) tls.getServerSocketFactory().createServerSocket(0);
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Log of {@code namespace/pod/container}. */
  void log(String of, String text) {
    logs.put(of, text);
  }

  List<String> asked() {
    return List.copyOf(asked);
  }

  private void accept() {
    try {
      while (true) {
        SSLSocket connection = (SSLSocket) socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(SSLSocket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      OutputStream out = connection.getOutputStream();
      String head = head(in);
      String target = head.split(" ", 3)[1];
      asked.add(target);
      String path = target.split("\\?", 2)[0];
      if (path.startsWith("/portForward/")) {
        forward(head, in, out);
      } else {
        String text = logs.getOrDefault(path.substring("/containerLogs/".length()), "");
        if (target.contains("previous=true")) {
          text = "2026-03-04T11:30:00.000000001Z before the restart\n";
        }
        out.write(response(text).getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (IOException | GeneralSecurityException ended) {
      // The other side has gone.
    }
  }

  private static String response(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length
        + "\r\n\r\n"
        + body;
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int one = in.read();
      if (one < 0) {
        throw new IOException("ended");
      }
      head.write(one);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static String header(String head, String name) {
    for (String line : head.split("\r\n")) {
      if (line.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
        return line.substring(name.length() + 1).strip();
      }
    }
    return "";
  }

  private void forward(String head, InputStream in, OutputStream out)
      throws IOException, GeneralSecurityException {
    // RFC 6455, section 1.3.
    byte[] accept =
        MessageDigest.getInstance("SHA-1")
            .digest(
                (header(head, "sec-websocket-key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                    .getBytes(StandardCharsets.US_ASCII));
    out.write(
        ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Protocol: v4.channel.k8s.io\r\nSec-WebSocket-Accept: "
                + Base64.getEncoder().encodeToString(accept)
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    frame(out, new byte[] {0, 0, 0});
    frame(out, new byte[] {1, 0, 0});
    DataInputStream data = new DataInputStream(in);
    StringBuilder request = new StringBuilder();
    while (request.indexOf("\r\n\r\n") < 0) {
      byte[] part = payload(data);
      request.append(new String(part, 1, part.length - 1, StandardCharsets.ISO_8859_1));
    }
    asked.add(request.substring(0, request.indexOf("\r\n")));
    byte[] answer = ("\0" + response(page)).getBytes(StandardCharsets.UTF_8);
    frame(out, answer);
    payload(data);
  }

  private static void frame(OutputStream out, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(0x82);
    if (payload.length < 126) {
      frame.write(payload.length);
    } else {
      frame.write(126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    }
    frame.write(payload);
    out.write(frame.toByteArray());
    out.flush();
  }

  /** Of the next frame with data; the client masks it. */
  private static byte[] payload(DataInputStream in) throws IOException {
    while (true) {
      int kind = in.readUnsignedByte() & 0xf;
      int length = in.readUnsignedByte() & 0x7f;
      if (length == 126) {
        length = in.readUnsignedShort();
      }
      byte[] mask = in.readNBytes(4);
      byte[] payload = in.readNBytes(length);
      for (int i = 0; i < payload.length; i++) {
        payload[i] ^= mask[i % 4];
      }
      if (kind == 8) {
        throw new IOException("closed");
      }
      if (kind == 2 && length > 1) {
        return payload;
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
