package dev.whichhop.records.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.LineParser;
import dev.whichhop.records.Parsed;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComponentLogsTest {
  private static final LineContext CONTEXT =
      new LineContext(Place.line("a.log", 3), "pod-1", Component.APPLICATION, 2021);

  @Test
  void tellsComponentLevelAndTimeOfRealLines() throws IOException {
    for (String fixture : FailureTextTest.lines("component-logs/lines.txt")) {
      String[] parts = fixture.split(" ", 4);
      LogRecord record = record(parse(parts[3]));

      assertThat(record.component()).as(fixture).isEqualTo(Component.valueOf(parts[0]));
      assertThat(record.level()).as(fixture).isEqualTo(parts[1].equals("-") ? "" : parts[1]);
      assertThat(record.time())
          .as(fixture)
          .isEqualTo(parts[2].equals("-") ? null : Instant.parse(parts[2]));
      assertThat(record.raw()).isEqualTo(parts[3]);
    }
  }

  @Test
  void readsAZtunnelConnection() throws IOException {
    Observation seen = observation("connection complete");

    assertThat(seen.vantage().hop()).isEqualTo(Hop.SIDECAR);
    assertThat(seen.vantage().side()).isEqualTo(Side.OUTBOUND);
    assertThat(seen.upstreamHost()).isEqualTo("10.129.0.43:9080");
    assertThat(seen.downstreamRemoteAddress()).isEqualTo("10.129.0.48:40978");
    assertThat(seen.duration()).hasValueSatisfying(d -> assertThat(d.toMillis()).isEqualTo(2));
    assertThat(seen.failed()).isFalse();
  }

  @Test
  void readsAnErrorOfNginxAboutItsUpstream() throws IOException {
    Observation seen = observation("recv() failed");

    assertThat(seen.vantage().side()).isEqualTo(Side.GATEWAY);
    assertThat(seen.clientFailure()).isEqualTo(ClientFailure.RESET);
    assertThat(seen.method()).isEqualTo("POST");
    assertThat(seen.path()).isEqualTo("/api/jobs");
    assertThat(seen.upstreamHost()).isEqualTo("127.0.0.1:9000");
    assertThat(seen.authority()).isEqualTo("app.example.com");
  }

  @Test
  void readsFailuresOfLinkerd() throws IOException {
    assertThat(observation("Request failed").vantage().side()).isEqualTo(Side.INBOUND);
    assertThat(observation("ERR!").clientFailure()).isEqualTo(ClientFailure.REFUSED);
  }

  @Test
  void namesTheComponentOfAFile() {
    assertThat(
            LogParsers.componentOf(
                List.of(
                    "I0207 09:01:38.354827       1 server_others.go:140] Detected node IP 127.0.0.1")))
        .isEqualTo(Component.KUBE_PROXY);
    assertThat(LogParsers.componentOf(List.of("hello"))).isEqualTo(Component.APPLICATION);
  }

  private static Observation observation(String part) throws IOException {
    String fixture =
        FailureTextTest.lines("component-logs/lines.txt").stream()
            .filter(line -> line.contains(part))
            .findFirst()
            .orElseThrow();
    return ((Parsed.OfLoggedRequest) parse(fixture.split(" ", 4)[3])).observation();
  }

  static Parsed parse(String line) {
    for (LineParser parser : LogParsers.all()) {
      Optional<Parsed> parsed = parser.parse(line, CONTEXT);
      if (parsed.isPresent()) {
        return parsed.get();
      }
    }
    throw new AssertionError("nobody took " + line);
  }

  private static LogRecord record(Parsed parsed) {
    return parsed instanceof Parsed.OfLog log
        ? log.record()
        : ((Parsed.OfLoggedRequest) parsed).record();
  }
}
