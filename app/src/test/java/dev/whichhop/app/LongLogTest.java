package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The same fault in logs of any length: a server that closes connections idle for five seconds,
 * behind a pool that keeps them longer. Of the long ones most lines are only counted, so the
 * silences before the failures have to be measured while the log is read.
 */
final class LongLogTest {
  private static final long SERVER_CLOSES = 5_000;
  private static final int CONNECTIONS = 40;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {10_000, 30_000, 100_000})
  void theVerdictDoesNotDependOnTheLengthOfTheLog(int lines) throws IOException {
    JsonNode answer = diagnose(lines, true);
    assertThat(answer.at("/verdict").asString()).isEqualTo("fault");
    assertThat(answer.at("/causes/0/id").asString()).isEqualTo("keepalive-idle-race-app");
    assertThat(answer.at("/causes/0/confidence").asDouble()).isGreaterThan(0.9);
  }

  /** The near miss: as many failures, after any silence. */
  @ParameterizedTest
  @ValueSource(ints = {10_000, 100_000})
  void failuresAfterAnySilenceAreNoRaceInALongLogEither(int lines) throws IOException {
    JsonNode answer = diagnose(lines, false);
    assertThat(answer.at("/verdict").asString())
        .as(answer.at("/causes/0").toString())
        .isEqualTo("insufficient");
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, 100_000})
  void whatWasOnlyCountedIsSaid(int lines) throws IOException {
    String said = diagnose(lines, true).at("/inputs/0/problem").asString();
    if (lines > 20_000) {
      assertThat(said).contains("a sample is kept");
    } else {
      assertThat(said).isEmpty();
    }
  }

  private JsonNode diagnose(int lines, boolean atTheTimer) throws IOException {
    Path log = folder.resolve("items-6d5f7c9b8-x2x7q_istio-proxy.log");
    try (Writer to = Files.newBufferedWriter(log)) {
      write(lines, atTheTimer, to);
    }
    return new ObjectMapper().readTree(Run.of("diagnose", folder.toString(), "-o", "json").out());
  }

  private static void write(int lines, boolean atTheTimer, Writer to) throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    long[] answered = new long[CONNECTIONS];
    long now = Instant.parse("2026-03-04T09:00:00Z").toEpochMilli();
    for (int i = 0; i < lines; i++) {
      now += 30 + random.nextInt(80);
      int connection = random.nextInt(CONNECTIONS);
      long idle = now - answered[connection];
      boolean known = answered[connection] != 0;
      // The pool has seen an older close and opens another connection.
      boolean meets = known && idle >= SERVER_CLOSES && idle < SERVER_CLOSES + 60;
      boolean fails = atTheTimer ? meets : random.nextInt(60) == 0;
      to.write(line(now, connection, fails, random));
      answered[connection] = fails ? 0 : now + 4;
    }
  }

  /** Istio's default text format, as the server's sidecar writes it. */
  private static String line(long start, int connection, boolean fails, SplittableRandom random) {
    return "[%s] \"GET /v1/items HTTP/1.1\" %s - \"-\" 0 120 4 %s \"-\" \"agent/1\" \"%08x-4f3e-4b0a-8c1d-%012x\" "
            .formatted(
                Instant.ofEpochMilli(start).toString().replaceFirst("(:\\d\\d)Z", "$1.000Z"),
                fails
                    ? "503 UC upstream_reset_before_response_started{connection_termination}"
                    : "200 - via_upstream",
                fails ? "-" : "3",
                random.nextInt(),
                random.nextLong() & 0xffffffffffffL)
        + "\"items:8080\" \"10.70.2.9:8080\" inbound|8080|| 127.0.0.6:%d 10.70.2.9:8080 10.70.3.4:50112 outbound_.80_._.items.shop.svc.cluster.local default\n"
            .formatted(41_000 + connection);
  }
}
