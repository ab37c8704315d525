package dev.whichhop.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One GET over plain HTTP: of a page at this end of a port-forward, or of a Prometheus. */
final class LocalPage {
  private static final int BLOCK = 64 << 10;
  private static final int REFUSAL_KEPT = 64 << 10;

  private LocalPage() {}

  static Answer get(
      int port, String path, OutputStream into, long most, Duration patience, Budget budget)
      throws IOException {
    return get(URI.create("http://127.0.0.1:" + port + path), into, most, patience, budget);
  }

  /**
   * @param most bytes of the body; what comes after is not read
   * @param patience until the answer begins
   */
  static Answer get(URI page, OutputStream into, long most, Duration patience, Budget budget)
      throws IOException {
    try (HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience)
            .build()) {
      HttpRequest request = HttpRequest.newBuilder(page).timeout(patience).GET().build();
      HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return copy(response.statusCode(), body, into, most, budget);
      } finally {
        http.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private static Answer copy(
      int status, InputStream body, OutputStream into, long most, Budget budget)
      throws IOException {
    boolean good = status >= 200 && status < 300;
    ByteArrayOutputStream refusal = new ByteArrayOutputStream();
    byte[] block = new byte[BLOCK];
    long room = good ? most : REFUSAL_KEPT;
    int count = body.read(block);
    while (count >= 0) {
      budget.received(count);
      budget.checkTime();
      int kept = (int) Math.min(count, room);
      (good ? into : refusal).write(block, 0, kept);
      room -= kept;
      if (kept < count) {
        return new Answer(status, refusal.toString(StandardCharsets.UTF_8), true);
      }
      count = body.read(block);
    }
    return new Answer(status, refusal.toString(StandardCharsets.UTF_8), false);
  }
}
