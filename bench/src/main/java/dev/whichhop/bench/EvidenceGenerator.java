package dev.whichhop.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Writes a folder of mixed evidence: {@code MEBIBYTES SEED FOLDER}, 10 to 1024 MiB. Of the bytes,
 * three quarters are gateway access logs, the rest application logs as text and JSON; beside them a
 * table of pods. The same seed gives the same bytes.
 */
public final class EvidenceGenerator {
  /** 2026-03-02T08:00:00Z. */
  private static final long START_MILLIS = 1_772_438_400_000L;

  /** Bytes of an average access-log line of {@link AccessLogGenerator}. */
  private static final long ACCESS_LINE = 370;

  private EvidenceGenerator() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      System.err.println("usage: EvidenceGenerator MEBIBYTES SEED FOLDER");
      System.exit(2);
    }
    long bytes = Math.clamp(Long.parseLong(arguments[0]), 10, 1024) << 20;
    long seed = Long.parseLong(arguments[1]);
    Path folder = Files.createDirectories(Path.of(arguments[2]));
    for (int pod = 0; pod < 3; pod++) {
      long lines = bytes / 4 / ACCESS_LINE;
      AccessLogGenerator.write(lines, seed + pod, folder.resolve("gateway-" + pod + ".log"));
    }
    SplittableRandom random = new SplittableRandom(seed);
    writeText(bytes / 8, random, folder.resolve("checkout-6d9f7c8b59-k2zvt.log"));
    writeJson(bytes / 8, random, folder.resolve("activator-5c7d9b8f6c-w2xkq.log"));
    Files.writeString(
        folder.resolve("pods.txt"),
        """
        NAMESPACE   NAME                        READY   STATUS    RESTARTS   AGE
        shop        checkout-6d9f7c8b59-k2zvt   2/2     Running   0          3d
        """);
  }

  private static void writeText(long bytes, SplittableRandom random, Path file) throws IOException {
    long millis = START_MILLIS;
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      for (long written = 0; written < bytes; ) {
        millis += random.nextInt(20);
        boolean failed = random.nextInt(200) == 0;
        String line =
            Instant.ofEpochMilli(millis)
                + (failed ? " ERROR " : " INFO  ")
                + "[worker-"
                + random.nextInt(16)
                + "] order "
                + random.nextInt(1_000_000)
                + (failed ? " failed: java.net.SocketException: Connection reset" : " accepted")
                + "\n";
        out.write(line);
        written += line.length();
      }
    }
  }

  private static void writeJson(long bytes, SplittableRandom random, Path file) throws IOException {
    long millis = START_MILLIS;
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      for (long written = 0; written < bytes; ) {
        millis += random.nextInt(200);
        String line =
            "{\"severity\":\"INFO\",\"timestamp\":\""
                + Instant.ofEpochMilli(millis)
                + "\",\"logger\":\"activator\",\"caller\":\"net/throttler.go:336\",\"message\":"
                + "\"Updating Revision Throttler with: clusterIP = <nil>, trackers = "
                + random.nextInt(5)
                + ", backends = "
                + random.nextInt(5)
                + "\"}\n";
        out.write(line);
        written += line.length();
      }
    }
  }
}
