package dev.whichhop.records.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Evidence is untrusted: no line may make a parser throw or take more than linear time. */
class HostileLinesTest {
  private static final int LONG = 1 << 20;

  @Test
  void damagedLinesNeverThrow() throws IOException {
    Random random = new Random(11);
    List<String> lines = new ArrayList<>(FailureTextTest.lines("component-logs/lines.txt"));
    for (String fixture : List.copyOf(lines)) {
      lines.add(fixture.substring(fixture.indexOf("Z ") + 2));
    }
    for (int i = 0; i < 20_000; i++) {
      StringBuilder line = new StringBuilder(lines.get(random.nextInt(lines.size())));
      for (int changes = random.nextInt(6); changes >= 0; changes--) {
        int at = random.nextInt(line.length());
        switch (random.nextInt(3)) {
          case 0 -> line.setCharAt(at, (char) (32 + random.nextInt(95)));
          case 1 -> line.setLength(Math.max(1, at));
          default -> line.insert(at, "[]{}\"'=:;, \t\\9".charAt(random.nextInt(14)));
        }
      }
      String damaged = line.toString();
      assertThatCode(() -> ComponentLogsTest.parse(damaged)).as(damaged).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "=",
        "=\"",
        "a=",
        "&a=1",
        "\\\"",
        "[",
        "{\"a\":",
        "[[",
        "/ ",
        "GET / ",
        "GET /",
        "-> ",
        "http://",
        "status ",
        " 200",
        "EOF",
        "9",
        "2024-01-01T00:00:00Z ",
        "dial tcp ",
        "timeout"
      })
  void longLinesTakeLinearTime(String part) {
    String line = part.repeat(LONG / part.length());
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(ComponentLogsTest.parse(line)).isNotNull());
  }
}
