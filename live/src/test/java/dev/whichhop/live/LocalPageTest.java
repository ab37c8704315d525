package dev.whichhop.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A page whose server stops in its middle. */
final class LocalPageTest {
  @Test
  @Timeout(60)
  void aServerThatFallsSilentInTheBodyIsGivenUpAndItsConnectionClosed() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    ByteArrayOutputStream had = new ByteArrayOutputStream();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> half(server, closed));
      assertThatThrownBy(() ->
              LocalPage.get(
                  server.getLocalPort(),
                  "/stats",
                  had,
                  1 << 20,
                  Duration.ofSeconds(1),
                  new Budget(Collecting.limits(), InstantSource.system())))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("fell silent")
          .hasMessageContaining("1 s");
      assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(had.toString(StandardCharsets.UTF_8)).isEqualTo("half");
  }

  /** Sends a part of what it announced, and waits until the other side has gone. */
  private static void half(ServerSocket server, CountDownLatch closed) {
    try (Socket connection = server.accept()) {
      connection
          .getOutputStream()
          .write(
              "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf"
                  .getBytes(StandardCharsets.US_ASCII));
      connection.getOutputStream().flush();
      while (connection.getInputStream().read() >= 0) {
        // The request.
      }
      closed.countDown();
    } catch (IOException reset) {
      closed.countDown();
    }
  }
}
