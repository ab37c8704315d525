package dev.whichhop.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.whichhop.model.evidence.Gap;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that refuse for a while, hang, forget, never end, or are none. */
final class FaultyServerTest {
  @TempDir private Path folder;

  private Collection collect(ScriptedServer server) throws IOException {
    return collect(server.kubeconfig(folder), Collecting.limits());
  }

  private Collection collect(Path kubeconfig, Budget.Limits limits) throws IOException {
    return Collecting.into(
        folder.resolve("bundle"),
        new ClusterOptions(kubeconfig, "", "", Duration.ofSeconds(2)),
        limits,
        Collecting.plan(List.of("shop"), Collecting.EVERYTHING, false));
  }

  private String pods() throws IOException {
    return Files.readString(folder.resolve("bundle/kubernetes/shop/pods.json"));
  }

  private static boolean isLog(String query) {
    return query.endsWith("/log");
  }

  @Test
  void asksAgainWhenThereWereTooManyRequests() throws IOException {
    AtomicInteger refused = new AtomicInteger();
    try (ScriptedServer server =
        new ScriptedServer((exchange, query) -> {
          if (isLog(query)) {
            ScriptedServer.json(exchange, 200, "");
          } else if (refused.incrementAndGet() <= 2) {
            exchange.getResponseHeaders().add("Retry-After", "1");
            ScriptedServer.json(exchange, 429, "{\"message\": \"slow down\"}");
          } else {
            ScriptedServer.json(exchange, 200, ScriptedServer.page("cart-1", ""));
          }
        })) {
      Collection collection = collect(server);
      assertThat(collection.gaps()).isEmpty();
      assertThat(refused).hasValue(3);
      assertThat(pods()).contains("cart-1");
    }
  }

  @Test
  void goesOnWithALaterMomentWhenTheListHasExpired() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer((exchange, query) -> {
          if (isLog(query)) {
            ScriptedServer.json(exchange, 200, "");
          } else if (query.contains("continue=old")) {
            ScriptedServer.json(
                exchange,
                410,
                "{\"kind\": \"Status\", \"message\": \"too old\", \"metadata\": {\"continue\":"
                    + " \"fresh\"}}");
          } else {
            boolean first = !query.contains("continue");
            ScriptedServer.json(
                exchange,
                200,
                ScriptedServer.page(first ? "cart-1" : "cart-2", first ? "old" : ""));
          }
        })) {
      Collection collection = collect(server);
      assertThat(collection.gaps()).isEmpty();
      assertThat(pods()).contains("cart-1").contains("cart-2");
    }
  }

  @Test
  @Timeout(60)
  void keepsWhatItHasWhenTheServerHangsInTheMiddleOfAList() throws IOException {
    CountDownLatch done = new CountDownLatch(1);
    try (ScriptedServer server =
        new ScriptedServer((exchange, query) -> {
          if (isLog(query)) {
            ScriptedServer.json(exchange, 200, "");
          } else if (!query.contains("continue")) {
            ScriptedServer.json(exchange, 200, ScriptedServer.page("cart-1", "second"));
          } else {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.write("{\"kind\": \"PodList\", \"items\": [".getBytes(StandardCharsets.UTF_8));
            out.flush();
            await(done);
          }
        })) {
      Collection collection = collect(server);
      done.countDown();
      assertThat(pods()).contains("cart-1").endsWith("]}\n");
      assertThat(collection.gaps())
          .singleElement()
          .satisfies(gap -> {
            assertThat(gap.state()).isEqualTo(Gap.State.CUT);
            assertThat(gap.why()).contains("only the first 1").contains("fell silent");
          });
    }
  }

  @Test
  @Timeout(60)
  void aLogThatNeverEndsEndsAtItsBound() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer((exchange, query) -> {
          if (!isLog(query)) {
            ScriptedServer.json(exchange, 200, ScriptedServer.page("cart-1", ""));
            return;
          }
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          byte[] line = "2026-03-04T11:30:00.000000001Z again\n".getBytes(StandardCharsets.UTF_8);
          for (long written = 0; written < 1L << 30; written += line.length) {
            out.write(line);
          }
        })) {
      Collection collection = collect(server);
      assertThat(Files.size(folder.resolve("bundle/logs/shop/cart-1_app.log"))).isEqualTo(1 << 20);
      assertThat(collection.gaps())
          .singleElement()
          .satisfies(gap -> {
            assertThat(gap.state()).isEqualTo(Gap.State.CUT);
            assertThat(gap.artefacts()).contains("app-log");
          });
    }
  }

  @Test
  void aLogEndsWhereItsWindowEnds() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer((exchange, query) ->
            ScriptedServer.json(
                exchange,
                200,
                isLog(query)
                    ? "2026-03-04T11:59:59.5Z inside\n"
                        + "without a time\n"
                        + "2026-03-04T12:00:00.1Z outside\n"
                    : ScriptedServer.page("cart-1", "")))) {
      Collection collection = collect(server);
      assertThat(collection.gaps()).isEmpty();
      assertThat(Files.readString(folder.resolve("bundle/logs/shop/cart-1_app.log")))
          .isEqualTo("2026-03-04T11:59:59.5Z inside\nwithout a time\n");
      assertThat(server.asked()).anyMatch(path -> path.contains("sinceTime=2026-03-04T11:00:00Z"));
    }
  }

  @Test
  void aContainerThatHasNotStartedHasNoLog() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer((exchange, query) -> {
          if (isLog(query)) {
            ScriptedServer.json(
                exchange,
                400,
                "{\"kind\": \"Status\", \"message\": \"container \\\"app\\\" in pod \\\"cart-1\\\""
                    + " is waiting to start: ContainerCreating\", \"reason\": \"BadRequest\"}");
          } else {
            ScriptedServer.json(exchange, 200, ScriptedServer.page("cart-1", ""));
          }
        })) {
      assertThat(collect(server).gaps()).isEmpty();
      assertThat(server.asked()).anyMatch(path -> path.contains("/log?"));
    }
  }

  @Test
  void aBadRequestForALogIsStillAGap() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer((exchange, query) ->
            ScriptedServer.json(
                exchange,
                isLog(query) ? 400 : 200,
                isLog(query)
                    ? "{\"kind\": \"Status\", \"message\": \"container app is not valid\"}"
                    : ScriptedServer.page("cart-1", "")))) {
      assertThat(collect(server).gaps())
          .singleElement()
          .satisfies(gap -> assertThat(gap.why()).contains("is not valid"));
    }
  }

  @Test
  void aPodOfAControlPlaneCanBeAskedAbout() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer((exchange, query) ->
            ScriptedServer.json(
                exchange, 200, isLog(query) ? "" : ScriptedServer.page("cart-1", "")))) {
      Plan plan =
          new Plan(
              List.of("shop"),
              List.of("shop"),
              new Focus(List.of(), List.of(), List.of("cart-1.shop")),
              new Window(Collecting.NOW.minus(Duration.ofHours(1)), Collecting.NOW),
              1 << 20,
              40,
              false,
              null);
      Collection collection =
          Collecting.into(
              folder.resolve("bundle"),
              new ClusterOptions(server.kubeconfig(folder), "", "", Duration.ofSeconds(2)),
              Collecting.limits(),
              plan);
      assertThat(collection.gaps()).isEmpty();
      assertThat(server.asked()).filteredOn(path -> path.contains("/cart-1/log?")).hasSize(1);
    }
  }

  @Test
  void theBudgetEndsTheRun() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer((exchange, query) ->
            ScriptedServer.json(
                exchange, 200, ScriptedServer.page("cart-" + query.hashCode(), "more" + query)))) {
      Collection collection =
          collect(
              server.kubeconfig(folder), new Budget.Limits(10, 1L << 30, Duration.ofMinutes(1), 4));
      assertThat(collection.requests()).isEqualTo(10);
      assertThat(server.asked()).hasSize(10);
      assertThat(collection.gaps())
          .anyMatch(gap -> gap.state() == Gap.State.LEFT_OUT && gap.why().contains("10 requests"));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aServerThatIsNotThereIsSaid() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path kubeconfig = ScriptedServer.kubeconfig(folder, "https://127.0.0.1:" + port);
    assertThatThrownBy(() -> collect(kubeconfig, Collecting.limits()))
        .isInstanceOf(NoCluster.class)
        .hasMessageContaining("127.0.0.1:" + port)
        .hasMessageContaining("connection refused");
  }

  @Test
  void aCertificateThatHasExpiredIsSaid() throws Exception {
    SSLContext expired = TestCertificate.context(folder, "-startdate", "-30d", "-validity", "1");
    HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(expired));
    server.start();
    Path kubeconfig =
        Files.writeString(
            folder.resolve("trusting"),
            Files.readString(
                    ScriptedServer.kubeconfig(
                        folder, "https://127.0.0.1:" + server.getAddress().getPort()))
                .replace(
                    "cluster: {server",
                    "cluster: {certificate-authority: certificate.pem, server"));
    assertThatThrownBy(() -> collect(kubeconfig, Collecting.limits()))
        .isInstanceOf(NoCluster.class)
        .hasMessageContaining("expired");
    server.stop(0);
  }

  @Test
  void aKubeconfigThatIsNoneIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("kubeconfig"), "- just\n- a list\n");
    assertThatThrownBy(() -> collect(file, Collecting.limits()))
        .isInstanceOf(NoCluster.class)
        .hasMessageContaining("kubeconfig");
  }
}
