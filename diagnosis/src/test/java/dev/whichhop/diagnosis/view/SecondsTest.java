package dev.whichhop.diagnosis.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SecondsTest {

  @Test
  void namesTheTimeOutJustBelowAMeasuredDuration() {
    assertThat(Seconds.usual(Duration.ofMillis(15_026))).contains(Duration.ofSeconds(15));
    assertThat(Seconds.usual(Duration.ofMillis(120_001))).contains(Duration.ofMinutes(2));
    assertThat(Seconds.usual(Duration.ofMillis(4_977))).contains(Duration.ofSeconds(5));
    assertThat(Seconds.usual(Duration.ofMillis(13_650))).isEmpty();
  }

  @Test
  void writesNoNeedlessDigits() {
    assertThat(Seconds.of(Duration.ofSeconds(15))).isEqualTo("15 s");
    assertThat(Seconds.of(Duration.ofMillis(5_003))).isEqualTo("5.003 s");
    assertThat(Seconds.of(Duration.ofMillis(300_000))).isEqualTo("300 s");
  }
}
