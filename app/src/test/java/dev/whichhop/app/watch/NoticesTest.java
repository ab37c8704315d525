package dev.whichhop.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class NoticesTest {
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          try (exchange) {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean refused = refusals.getAndDecrement() > 0;
            if (!refused) {
              received.add(exchange.getRequestHeaders().getFirst("Content-Type") + " " + body);
            }
            exchange.sendResponseHeaders(refused ? 500 : 200, -1);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Notices notices() {
    URI hook = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook?key=s3cret");
    return new Notices(hook, Duration.ofMillis(1), complaints::add);
  }

  @Test
  void changesArriveInOrderAndThoseOnTheirWayAreWaitedFor() {
    try (Notices notices = notices()) {
      notices.accept("{\"text\":\"one\"}");
      notices.accept("{\"text\":\"two\"}");
    }
    assertThat(received)
        .containsExactly(
            "application/json {\"text\":\"one\"}", "application/json {\"text\":\"two\"}");
    assertThat(complaints).isEmpty();
  }

  @Test
  void aHookThatRecoversGetsIt() {
    refusals.set(2);
    try (Notices notices = notices()) {
      notices.accept("{}");
    }
    assertThat(received).hasSize(1);
  }

  @Test
  void whatDoesNotGetThroughIsSaidWithoutTheSecretOfTheAddress() {
    refusals.set(3);
    try (Notices notices = notices()) {
      notices.accept("{}");
    }
    assertThat(complaints)
        .containsExactly("notice to 127.0.0.1 given up after 3 tries: status 500");
  }

  @Test
  void aHookThatHangsLosesTheNewestAndSaysSo() {
    URI nobody = URI.create("http://127.0.0.1:1/hook");
    Notices notices = new Notices(nobody, Duration.ofHours(1), complaints::add);
    for (int i = 0; i < 102; i++) {
      notices.accept("{}");
    }
    assertThat(complaints).isNotEmpty().allMatch(one -> one.startsWith("notice lost: 100 others"));
  }
}
