package dev.whichhop.app.watch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * POSTs changes to a web hook, one after the other, beside the looks: a hook that hangs delays
 * nobody. Each is tried three times; what does not get through is said and given up. The address is
 * a secret where chat programs give it out, so only its host is ever printed.
 */
public final class Notices implements AutoCloseable {
  private static final int TRIES = 3;
  private static final int WAITING = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI hook;
  private final Duration pause;
  private final Consumer<String> complaint;
  private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(WAITING);
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Thread sender;
  private volatile boolean closing;

  /**
   * @param pause before the second try; twice as long before the third
   * @param complaint told, in a line, what did not get through
   */
  public Notices(URI hook, Duration pause, Consumer<String> complaint) {
    this.hook = hook;
    this.pause = pause;
    this.complaint = complaint;
    this.sender = Thread.ofVirtual().name("notices").start(this::send);
  }

  /** Takes a JSON object to be sent; never waits. */
  public void accept(String json) {
    if (!waiting.offer(json)) {
      complaint.accept("notice lost: " + WAITING + " others wait for " + hook.getHost());
    }
  }

  private void send() {
    try {
      while (!closing || !waiting.isEmpty()) {
        String next = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (next != null) {
          send(next);
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(String json) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(hook)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    String failure = "";
    for (int i = 0; i < TRIES; i++) {
      if (i > 0) {
        Thread.sleep(pause.multipliedBy(i));
      }
      try {
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status / 100 == 2) {
          return;
        }
        failure = "status " + status;
      } catch (IOException cannot) {
        failure =
            cannot.getMessage() == null ? cannot.getClass().getSimpleName() : cannot.getMessage();
      }
    }
    complaint.accept(
        "notice to " + hook.getHost() + " given up after " + TRIES + " tries: " + failure);
  }

  /** Waits for what is on its way, not longer than three tries may take. */
  @Override
  public void close() {
    closing = true;
    try {
      if (!sender.join(PATIENCE.plus(pause).multipliedBy(TRIES).plusSeconds(1))) {
        complaint.accept("notice to " + hook.getHost() + " not delivered: it does not answer");
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
    sender.interrupt();
    client.shutdownNow();
  }
}
