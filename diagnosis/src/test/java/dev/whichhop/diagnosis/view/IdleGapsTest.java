package dev.whichhop.diagnosis.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Place;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class IdleGapsTest {
  private static final Instant START = Instant.parse("2026-03-04T10:00:00Z");
  private static final Duration TIMEOUT = Duration.ofSeconds(350);

  private final BundleBuilder bundle = new BundleBuilder();

  private void call(long second, boolean answered, @Nullable Long idle) {
    bundle.add(
        Observation.builder(
                new Vantage(Hop.CLIENT, Side.CALLER, "berth-client"), Place.line("c.log", 1))
            .time(START.plusSeconds(second))
            .status(answered ? 200 : 0)
            .clientFailure(answered ? ClientFailure.NONE : ClientFailure.RESET)
            .idleBefore(idle == null ? null : Duration.ofSeconds(idle))
            .build());
  }

  private List<IdleGaps.Gap> apart() {
    return IdleGaps.toldApartBy(TIMEOUT, IdleGaps.ofCallers(bundle.build()));
  }

  @Test
  void believesCallersThatSayHowLongTheConnectionWasIdle() {
    call(0, true, 10L);
    call(1, true, 340L);
    call(2, false, 351L);
    call(3, false, 700L);
    assertThat(apart()).hasSize(2);
  }

  @Test
  void takesThePauseBetweenCallsWhereCallersSayNothing() {
    call(0, true, null);
    call(300, true, null);
    call(310, true, null);
    call(710, false, null);
    call(711, true, null);
    call(1_200, false, null);
    assertThat(apart()).hasSize(2);
  }

  @Test
  void aFailureAfterAShortPauseIsAnotherMatter() {
    call(0, true, 10L);
    call(1, true, 340L);
    call(2, false, 5L);
    call(3, false, 700L);
    assertThat(apart()).isEmpty();
  }

  @Test
  void pausesFarFromTheTimeoutDoNotTellWhichTimerItIs() {
    call(0, true, 1L);
    call(1, true, 2L);
    call(2, false, 4_000L);
    call(3, false, 5_000L);
    assertThat(apart()).isEmpty();
  }

  @Test
  void whereAnyEndpointMayBeMetAgainAnswersPastTheTimeoutProveNothing() {
    for (int i = 0; i < 40; i++) {
      call(i, true, 8L * i);
    }
    for (int i = 0; i < 10; i++) {
      call(100 + i, i % 2 == 0, 355L + i);
    }
    List<IdleGaps.Gap> gaps = IdleGaps.ofCallers(bundle.build());
    assertThat(IdleGaps.toldApartBy(TIMEOUT, gaps)).isEmpty();
    assertThat(IdleGaps.onlyPast(TIMEOUT, gaps)).hasSize(5);
    assertThat(IdleGaps.onlyPast(Duration.ofSeconds(100), gaps)).isEmpty();
  }
}
