package dev.whichhop.evidence.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Observation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurlTranscriptReaderTest {

  @Test
  void readsEveryTranscriptOfAFile() throws IOException {
    List<Observation> seen = read(FixtureText.of("curl/transcripts.txt"));

    assertThat(seen)
        .extracting(Observation::clientFailure)
        .containsExactly(
            ClientFailure.NONE,
            ClientFailure.NONE,
            ClientFailure.EMPTY_REPLY,
            ClientFailure.RESET,
            ClientFailure.PARTIAL,
            ClientFailure.TIMEOUT,
            ClientFailure.REFUSED,
            ClientFailure.TLS,
            ClientFailure.DNS);
    assertThat(seen)
        .extracting(Observation::status)
        .containsExactly(200, 503, 0, 0, 200, 0, 0, 0, 0);
    Observation bad = seen.get(1);
    assertThat(bad.body())
        .isEqualTo(
            "upstream connect error or disconnect/reset before headers. reset reason: connection"
                + " termination");
    assertThat(bad.details()).isEqualTo("server=envoy; x-envoy-upstream-service-time=7");
    assertThat(bad.time()).hasValue(Instant.parse("2026-11-24T22:00:00Z"));
    assertThat(bad.upstreamHost()).isEqualTo("127.0.0.1:18999");
    assertThat(bad.path()).isEqualTo("/bad");
    assertThat(seen.get(5).duration()).hasValue(Duration.ofMillis(1001));
  }

  @Test
  void joinsErrorLinesWithTheirResults() throws IOException {
    List<String> lines = FixtureText.of("curl/loop.txt").lines();
    FixtureText loop =
        new FixtureText("loop", lines.getFirst().substring(2), lines.subList(1, lines.size()));

    assertThat(new CurlTranscriptReader().recognises(loop)).isGreaterThan(90);
    List<Observation> seen = read(loop);

    assertThat(seen).extracting(Observation::status).containsExactly(200, 503, 0, 0, 0);
    assertThat(seen)
        .extracting(Observation::clientFailure)
        .containsExactly(
            ClientFailure.NONE,
            ClientFailure.NONE,
            ClientFailure.EMPTY_REPLY,
            ClientFailure.RESET,
            ClientFailure.TIMEOUT);
    assertThat(seen.get(4).time()).hasValue(Instant.parse("1970-01-01T22:11:01Z"));
    assertThat(seen.get(4).duration()).hasValue(Duration.ofNanos(2_001_055_000));
    assertThat(seen.get(4).upstreamHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void readsExitCodes() throws IOException {
    assertThat(read(FixtureText.of("curl/exits.txt")))
        .extracting(Observation::clientFailure)
        .containsExactly(
            ClientFailure.NONE,
            ClientFailure.NONE,
            ClientFailure.EMPTY_REPLY,
            ClientFailure.RESET,
            ClientFailure.TIMEOUT);
  }

  @Test
  void takesTheDayFromADateLineAndTheCallerFromTheCommand() throws IOException {
    FixtureText text =
        new FixtureText(
            "a",
            "kubectl -n shop exec -it web-7 -c app -- sh -c 'date; curl -m 2 http://api:80/v1'",
            List.of("Mon Jul 27 10:52:10 UTC 2020", "10:52:11 000 2.001"));

    Observation seen = read(text).getFirst();

    assertThat(seen.time()).hasValue(Instant.parse("2020-07-27T10:52:11Z"));
    assertThat(seen.vantage().instance()).isEqualTo("web-7");
    assertThat(seen.authority()).isEqualTo("api:80");
    assertThat(seen.clientFailure()).isEqualTo(ClientFailure.TIMEOUT);
  }

  @Test
  void theScriptsWordBehindCurlsErrorIsTheSameAttempt() throws IOException {
    List<Observation> seen =
        read(
            new FixtureText(
                "loop",
                "while :; do curl -sS -m 2 http://api/v1 || echo \"$(date +%T) attempt failed\"; done",
                List.of(
                    "curl: (28) Connection timed out after 2001 milliseconds",
                    "10:20:02 attempt failed: connection timed out",
                    "10:20:05 200 0.011",
                    "curl: (28) Connection timed out after 2002 milliseconds",
                    "10:20:09 attempt failed: connection timed out",
                    "10:20:12 attempt failed: connection timed out")));

    assertThat(seen)
        .extracting(Observation::clientFailure)
        .containsExactly(
            ClientFailure.CONNECT_TIMEOUT,
            ClientFailure.NONE,
            ClientFailure.CONNECT_TIMEOUT,
            ClientFailure.CONNECT_TIMEOUT);
    assertThat(seen)
        .extracting(one -> one.time().orElseThrow())
        .containsExactly(
            Instant.parse("1970-01-01T10:20:02Z"),
            Instant.parse("1970-01-01T10:20:05Z"),
            Instant.parse("1970-01-01T10:20:09Z"),
            Instant.parse("1970-01-01T10:20:12Z"));
  }

  @Test
  void whatCurlSaysWithTheTimeOfEachLineIsNoAttempt() throws IOException {
    List<Observation> seen =
        read(
            new FixtureText(
                "loop",
                "curl -v --trace-time http://api/v1",
                List.of(
                    "10:20:00.100000 *   Trying 10.0.0.9:80...",
                    "10:20:02.100000 * connect to 10.0.0.9 port 80 failed: Connection timed out",
                    "10:20:02.100100 * Failed to connect to api port 80: Connection timed out",
                    "curl: (28) Failed to connect to api port 80: Connection timed out")));

    assertThat(seen)
        .extracting(Observation::clientFailure)
        .containsExactly(ClientFailure.CONNECT_TIMEOUT);
  }

  @Test
  void leavesOtherTextAlone() {
    FixtureText prose = new FixtureText("a", "", List.of("We saw 503 errors", "since Monday."));

    assertThat(new CurlTranscriptReader().recognises(prose)).isZero();
  }

  private static List<Observation> read(TextFile file) throws IOException {
    BundleBuilder into = new BundleBuilder();
    new CurlTranscriptReader().read(file, into, new Problems());
    return into.build().observations();
  }
}
