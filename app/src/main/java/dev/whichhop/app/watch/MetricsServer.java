package dev.whichhop.app.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves {@code /metrics} for Prometheus, and {@code /healthz} for a kubelet: 200 while looks are
 * being made, 503 when none could be made for longer than it should take.
 */
public final class MetricsServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Begins to serve.
   *
   * @param patience for how long no look may have ended before it is unhealthy
   * @throws IOException when the address cannot be bound
   */
  public MetricsServer(
      InetSocketAddress address, Metrics metrics, Duration patience, InstantSource clock)
      throws IOException {
    this.server = HttpServer.create(address, 0);
    var started = clock.instant();
    server.createContext(
        "/metrics", exchange -> answer(exchange, 200, Metrics.TYPE, metrics.text()));
    server.createContext(
        "/healthz",
        exchange -> {
          var last = metrics.lastLook().isBefore(started) ? started : metrics.lastLook();
          boolean stale = Duration.between(last, clock.instant()).compareTo(patience) > 0;
          answer(exchange, stale ? 503 : 200, "text/plain", stale ? "no look since " + last : "ok");
        });
    server.setExecutor(threads);
    server.start();
  }

  /** The port that is served, for an address that left the choice to the machine. */
  public int port() {
    return server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    try (exchange) {
      byte[] body = (text + (text.endsWith("\n") ? "" : "\n")).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, head ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
