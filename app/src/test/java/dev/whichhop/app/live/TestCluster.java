package dev.whichhop.app.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A real and empty API server (`dist/kube-api.sh`), one for all tests of this JVM. */
public final class TestCluster {
  private static @Nullable Path folder;
  private static String missing = "";

  private TestCluster() {}

  /** A kubeconfig that may do everything there; skips the test where the server cannot be had. */
  public static synchronized Path kubeconfig() {
    if (folder == null && missing.isEmpty()) {
      try {
        start();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    Assumptions.assumeTrue(folder != null, missing);
    return Optional.ofNullable(folder).orElseThrow().resolve("kubeconfig");
  }

  private static void start() throws IOException {
    Path data = Files.createTempDirectory("kube-api");
    // It ends when this JVM does: its standard input is a pipe of ours.
    Process process =
        new ProcessBuilder("sh", "../dist/kube-api.sh", data.toString())
            .redirectError(data.resolve("stderr").toFile())
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    if ("ready".equals(out.readLine())) {
      folder = data;
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, data)));
    } else {
      missing = "no real API server: " + Files.readString(data.resolve("stderr")).strip();
    }
  }

  /** Closing its standard input ends it; nothing of it is kept. */
  private static void end(Process process, Path folder) {
    try {
      process.getOutputStream().close();
      process.waitFor(10, TimeUnit.SECONDS);
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(one);
        }
      }
    } catch (IOException left) {
      // A temporary folder more.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
