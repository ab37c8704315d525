package dev.whichhop.diagnosis.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PoolGapsTest {
  private static final Instant START = Instant.parse("2026-03-04T10:00:00Z");

  private final List<Observation> all = new ArrayList<>();
  private final List<Observation> failures = new ArrayList<>();
  private long now;

  /** A request after {@code silence} ms that takes 20 ms when it is answered. */
  private void request(long silence, boolean answered, String connection) {
    now += silence;
    Observation one =
        Observation.builder(
                new Vantage(Hop.SIDECAR, Side.INBOUND, "orders"), Place.line("a.log", all.size()))
            .time(START.plusMillis(now))
            .duration(Duration.ofMillis(answered ? 20 : 0))
            .status(answered ? 200 : 503)
            .flags(answered ? "" : "UC")
            .upstreamHost("10.0.0.7:8080")
            .upstreamLocalAddress(connection)
            .build();
    now += answered ? 20 : 0;
    all.add(one);
    if (!answered) {
      failures.add(one);
    }
  }

  private void traffic(long silenceOfFailures, int rounds) {
    for (int i = 0; i < rounds; i++) {
      for (long silence : new long[] {300, 1_100, 2_700, 4_200, 8_900, 700}) {
        request(silence, true, "");
      }
      request(silenceOfFailures + i, false, "");
    }
  }

  @Test
  void failuresThatGatherAtOneSilenceAreABand() {
    traffic(5_001, 6);
    PoolGaps.Band band = PoolGaps.of(failures, all).band().orElseThrow();
    assertThat(band.within()).hasSize(6);
    assertThat(band.typical()).isBetween(Duration.ofMillis(5_001), Duration.ofMillis(5_006));
    assertThat(band.answered()).isZero();
  }

  @Test
  void failuresAfterAnySilenceAreNone() {
    for (long silence : new long[] {400, 9_000, 2_000, 4_500, 700, 6_200}) {
      traffic(silence, 1);
    }
    assertThat(PoolGaps.of(failures, all).band()).isEmpty();
  }

  @Test
  void aPollerWhoseEveryRequestComesAfterTheSameSilenceProvesNothing() {
    for (int i = 0; i < 60; i++) {
      request(5_000, i % 7 != 0, "");
    }
    assertThat(PoolGaps.of(failures, all).band()).isEmpty();
  }

  @Test
  void threeOfTenRequestsMayBeAccident() {
    traffic(5_000, 1);
    traffic(5_000, 1);
    assertThat(PoolGaps.of(failures, all).band()).isEmpty();
  }

  @Test
  void theConnectionCountsWhereTheLogNamesIt() {
    for (int i = 0; i < 6; i++) {
      String idle = "10.0.0.9:4100" + i;
      request(900, true, idle);
      request(4_000, true, "10.0.0.9:50000");
      request(990, false, idle);
      for (int k = 0; k < 4; k++) {
        request(1_500, true, "10.0.0.9:50000");
      }
    }
    PoolGaps.Band band = PoolGaps.of(failures, all).band().orElseThrow();
    assertThat(band.typical()).isEqualTo(Duration.ofMillis(5_010));
  }

  @Test
  void withSeveralPoolsEachFailureStillEchoesAnAnswer() {
    for (int i = 0; i < 12; i++) {
      request(1_700, true, "");
      request(2_300, true, "");
      request(2_680 + i, false, "");
      for (long silence : new long[] {410, 930, 640, 1_270, 530}) {
        request(silence, true, "");
      }
    }
    assertThat(PoolGaps.of(failures, all).band()).isPresent();
    Echoes echoes = Echoes.of(failures, all).orElseThrow();
    assertThat(echoes.timer()).isEqualTo(Duration.ofSeconds(5));
    assertThat(echoes.within()).hasSize(12);
  }
}
