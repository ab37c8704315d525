package dev.whichhop.live;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real kube-apiserver with its etcd, one for all tests of this JVM (`dist/kube-api.sh`). Where
 * its programs are not there, tests that ask for it are skipped and say so.
 */
final class RealApiServer {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static @Nullable RealApiServer running;
  private static String missing = "";

  private final Path folder;

  private RealApiServer(Path folder) {
    this.folder = folder;
  }

  /** The server; skips the test where it cannot be had. */
  static synchronized RealApiServer get() {
    if (running == null && missing.isEmpty()) {
      try {
        start();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    Assumptions.assumeTrue(running != null, missing);
    return Optional.ofNullable(running).orElseThrow();
  }

  private static void start() throws IOException {
    Path folder = Files.createTempDirectory("kube-api");
    // Its standard input is a pipe of ours: it ends when this JVM does.
    Process process =
        new ProcessBuilder("sh", ROOT.resolve("dist/kube-api.sh").toString(), folder.toString())
            .redirectError(folder.resolve("stderr").toFile())
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    if ("ready".equals(out.readLine())) {
      running = new RealApiServer(folder);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, folder)));
    } else {
      missing = "no real API server: " + Files.readString(folder.resolve("stderr")).strip();
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

  Path kubeconfig() {
    return folder.resolve("kubeconfig");
  }

  /** A client that may do everything, for what tests need in the cluster. */
  KubernetesClient admin() {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig("admin", kubeconfig().toFile()))
        .build();
  }

  /** Every request so far, one JSON object a line. */
  List<String> audit() throws IOException {
    return Files.readAllLines(folder.resolve("audit.log"));
  }
}
