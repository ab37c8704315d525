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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
   * @param patience until the answer begins, and between two parts of it
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
        try {
          return copy(response.statusCode(), body, into, most, patience, budget);
        } finally {
          http.shutdownNow();
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private static Answer copy(
      int status, InputStream body, OutputStream into, long most, Duration patience, Budget budget)
      throws IOException, InterruptedException {
    boolean good = status >= 200 && status < 300;
    ByteArrayOutputStream refusal = new ByteArrayOutputStream();
    byte[] block = new byte[BLOCK];
    long room = good ? most : REFUSAL_KEPT;
    int count = read(body, block, patience);
    while (count >= 0) {
      budget.received(count);
      budget.checkTime();
      int kept = (int) Math.min(count, room);
      (good ? into : refusal).write(block, 0, kept);
      room -= kept;
      if (kept < count) {
        return new Answer(status, refusal.toString(StandardCharsets.UTF_8), true);
      }
      count = read(body, block, patience);
    }
    return new Answer(status, refusal.toString(StandardCharsets.UTF_8), false);
  }

  /** The client's time-out ends with the headers, and its stream has none. */
  private static int read(InputStream body, byte[] block, Duration patience)
      throws IOException, InterruptedException {
    FutureTask<Integer> read = new FutureTask<>(() -> body.read(block));
    Thread.ofVirtual().start(read);
    try {
      return read.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException silent) {
      throw new IOException(
          "the server fell silent within its answer, for " + patience.toSeconds() + " s", silent);
    } catch (ExecutionException failed) {
      throw new IOException(FailureWords.of(failed), failed);
    }
  }
}
