package dev.whichhop.records.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.model.evidence.ClientFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that client libraries really wrote against a server that behaves as the case says. */
class FailureTextTest {
  private static final Map<String, ClientFailure> EXPECTED =
      Map.of(
          "empty", ClientFailure.EMPTY_REPLY,
          "reset", ClientFailure.RESET,
          "refused", ClientFailure.REFUSED,
          "slow", ClientFailure.TIMEOUT,
          "partial", ClientFailure.PARTIAL,
          "dns", ClientFailure.DNS);

  @ParameterizedTest
  @ValueSource(strings = {"python", "node", "go", "java"})
  void tellsWhatHappenedOnTheWire(String language) throws IOException {
    for (String line : lines("client-errors/" + language + ".txt")) {
      int tab = line.indexOf('\t');
      String wireCase = line.substring(line.indexOf(' ') + 1, tab);

      assertThat(FailureText.of(line.substring(tab + 1)).failure())
          .as(line)
          .isEqualTo(EXPECTED.get(wireCase));
    }
  }

  static List<String> lines(String fixture) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(FailureTextTest.class.getResourceAsStream("/fixtures/" + fixture))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }
}
