package dev.whichhop.lab;

import static java.nio.file.StandardOpenOption.APPEND;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/** A real Envoy, started from a folder that holds its configuration. */
final class Envoy implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String admin;
  private final Process process;
  final Path folder;
  final Path log;

  /** Waits until the proxy has taken its listeners. */
  Envoy(String binary, ProxyFiles files, Path folder) throws IOException, InterruptedException {
    admin = files.admin();
    this.folder = folder;
    log = folder.resolve("proxy.log");
    files.write(folder);
    process =
        new ProcessBuilder(
                binary,
                "-c",
                "bootstrap.yaml",
                "--concurrency",
                "2",
                "--disable-hot-restart",
                "--file-flush-interval-msec",
                "100",
                "-l",
                "warning",
                "--drain-time-s",
                "45",
                "--drain-strategy",
                "immediate",
                // as Istio's agent starts it: istio/istio tag 1.30.3 pkg/envoy/proxy.go
                "--log-format",
                "%Y-%m-%dT%T.%fZ\t%l\tenvoy %n %g:%#\t%v\tthread=%t")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Instant until = Instant.now().plus(START);
    while (!ready()) {
      if (!process.isAlive() || Instant.now().isAfter(until)) {
        close();
        throw new IOException("Envoy did not start in " + folder + ":\n" + Files.readString(log));
      }
      Thread.sleep(50);
    }
    if (Files.readString(log).contains("Filesystem config update")) {
      close();
      throw new IOException("Envoy took not all of " + folder + ":\n" + Files.readString(log));
    }
  }

  private boolean ready() throws InterruptedException {
    try {
      return admin("/ready").startsWith("LIVE");
    } catch (IOException _) {
      return false;
    }
  }

  /** What the admin port answers. */
  String admin(String path) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create("http://" + admin + path)).build(),
            BodyHandlers.ofString())
        .body();
  }

  /** Sum of all counters whose name ends so; what listeners count a second time is left out. */
  long counter(String suffix) throws IOException, InterruptedException {
    return admin("/stats")
        .lines()
        .filter(line -> !line.matches("listener\\..*\\.http\\..*"))
        .map(line -> line.split(": "))
        .filter(pair -> pair.length == 2 && pair[0].endsWith(suffix) && pair[1].matches("\\d+"))
        .mapToLong(pair -> Long.parseLong(pair[1]))
        .sum();
  }

  /** A POST to the admin port. */
  void post(String path) throws IOException, InterruptedException {
    http.send(
        HttpRequest.newBuilder(URI.create("http://" + admin + path))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build(),
        BodyHandlers.discarding());
  }

  /**
   * Ends as Istio's agent does it on SIGTERM: drain, wait, kill; istio/istio tag 1.30.3
   * pkg/envoy/agent.go terminate() and proxy.go.
   */
  void terminate(boolean inboundOnly, Duration drain) throws IOException, InterruptedException {
    agentSays("Agent draining Proxy");
    post("/drain_listeners?" + (inboundOnly ? "inboundonly&" : "") + "graceful");
    agentSays("Graceful termination period is " + drain.toSeconds() + "s, starting...");
    Thread.sleep(drain);
    agentSays("Graceful termination period complete, terminating remaining proxies.");
    process.destroyForcibly().waitFor();
    agentSays("Agent has successfully terminated");
  }

  private void agentSays(String text) throws IOException {
    Files.writeString(
        log, Instant.now().truncatedTo(ChronoUnit.MICROS) + "\tinfo\t" + text + "\n", APPEND);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
