package dev.whichhop.app.commands.probe;

import dev.whichhop.probe.wire.Connector;
import dev.whichhop.probe.wire.HttpRequest;
import dev.whichhop.probe.wire.Target;
import dev.whichhop.probe.wire.Timeouts;
import dev.whichhop.probe.wire.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLEngine;

/**
 * A request to ourselves before the one that is timed: what the Java runtime loads for its first
 * connection takes some ten milliseconds and would be told as the network's.
 */
final class WarmUp {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private WarmUp() {}

  /**
   * Does it; without loopback the times are a little too long, and nothing else is wrong.
   *
   * @param tls true to load what a handshake begins with, too
   */
  static void run(boolean tls) {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> answer(listener));
      Target target = Target.parse("http://localhost:" + listener.getLocalPort() + "/");
      String host = listener.getInetAddress().getHostAddress();
      Trust trust = Trust.ofRuntime();
      Connector connector =
          new Connector(
              target,
              host,
              target.port(),
              trust,
              new Timeouts(PATIENCE, PATIENCE),
              System::nanoTime);
      if (connector.open() instanceof Connector.Opened.Open open) {
        open.connection().exchange(HttpRequest.get(target, false));
        open.connection().close();
      }
      if (tls) {
        SSLEngine engine = trust.context().createSSLEngine("localhost", target.port());
        engine.setUseClientMode(true);
        engine.beginHandshake();
      }
    } catch (IOException | GeneralSecurityException e) {
      // Said above.
    }
  }

  private static void answer(ServerSocket listener) {
    try (Socket socket = listener.accept()) {
      socket.getInputStream().read(new byte[4096]);
      socket.getOutputStream().write(ANSWER);
    } catch (IOException e) {
      // The request fails, and with it the warming up.
    }
  }
}
