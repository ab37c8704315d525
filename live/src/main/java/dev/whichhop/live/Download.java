package dev.whichhop.live;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One body on its way: counted, bounded, and given up when the server falls silent. */
final class Download {
  private static final int REFUSAL_KEPT = 64 << 10;

  private final OutputStream into;
  private final long most;
  private final Budget budget;
  private final ByteArrayOutputStream refusal = new ByteArrayOutputStream();
  private final AtomicLong received = new AtomicLong();
  private final CompletableFuture<@Nullable Void> finished = new CompletableFuture<>();
  private volatile int status;
  private volatile boolean cut;
  private volatile @Nullable AsyncBody body;

  Download(OutputStream into, long most, Budget budget) {
    this.into = into;
    this.most = most;
    this.budget = budget;
  }

  /** Called by the client library for each part of the body, one after the other. */
  void take(List<ByteBuffer> parts, AsyncBody rest) throws IOException {
    for (ByteBuffer part : parts) {
      int length = part.remaining();
      byte[] bytes = new byte[length];
      part.get(bytes);
      try {
        budget.received(length);
        keep(bytes, received.getAndAdd(length));
      } catch (IOException failed) {
        finished.completeExceptionally(failed);
        rest.cancel();
        return;
      }
      if (cut) {
        finished.complete(null);
        rest.cancel();
        return;
      }
    }
    rest.consume();
  }

  private void keep(byte[] bytes, long before) throws IOException {
    boolean good = status >= 200 && status < 300;
    long room = Math.max(0, (good ? most : REFUSAL_KEPT) - before);
    int kept = (int) Math.min(bytes.length, room);
    (good ? into : refusal).write(bytes, 0, kept);
    cut |= kept < bytes.length;
  }

  void begin(int code, AsyncBody response) {
    status = code;
    body = response;
    var unused =
        response
            .done()
            .whenComplete((_, failure) -> {
              if (failure == null) {
                finished.complete(null);
              } else {
                finished.completeExceptionally(failure);
              }
            });
    response.consume();
  }

  /**
   * Waits for the end of the body.
   *
   * @return false when it has not ended, and something came meanwhile
   * @throws IOException when nothing came for so long, or the connection broke
   */
  boolean ended(Duration patience) throws IOException {
    long before = received.get();
    try {
      finished.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException silent) {
      if (received.get() > before) {
        return false;
      }
      AsyncBody open = body;
      if (open != null) {
        open.cancel();
      }
      throw new IOException(
          "the server fell silent after "
              + before
              + " bytes of the answer, for "
              + patience.toSeconds()
              + " s",
          silent);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Budget.Spent spent) {
        throw spent;
      }
      throw new IOException(FailureWords.of(failed), failed);
    }
  }

  Answer answer() {
    return new Answer(status, refusal.toString(StandardCharsets.UTF_8), cut);
  }
}
