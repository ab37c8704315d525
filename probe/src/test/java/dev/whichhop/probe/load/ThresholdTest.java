package dev.whichhop.probe.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whichhop.probe.wire.Ending;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class ThresholdTest {

  private static LoadResult result(Ending ending, int count, long micros) {
    Histogram latencies = Tally.histogram();
    latencies.recordValueWithCount(micros, count);
    Outcome outcome = new Outcome(ending.code(), ending, false, latencies);
    return new LoadResult(List.of(outcome), Duration.ofSeconds(1), 0, 0, 1, 0, 0);
  }

  @Test
  void countsSharesAndPercentiles() {
    LoadResult result = result(new Ending.Answered(503), 40, 2_000);
    assertThat(Threshold.parse("5xx > 39").exceeded(result)).isTrue();
    assertThat(Threshold.parse("http-503>40").exceeded(result)).isFalse();
    assertThat(Threshold.parse("failed>99.9%").exceeded(result)).isTrue();
    assertThat(Threshold.parse("4xx>0").exceeded(result)).isFalse();
    assertThat(Threshold.parse("p99.9>1ms").exceeded(result)).isTrue();
    assertThat(Threshold.parse("p50>0.1s").exceeded(result)).isFalse();
  }

  @Test
  void whatCannotBeReadIsSaid() {
    assertThatThrownBy(() -> Threshold.parse("empty-reply")).hasMessageContaining("NAME>LIMIT");
    assertThatThrownBy(() -> Threshold.parse("emtpy-reply>1%"))
        .hasMessageContaining("emtpy-reply is no way");
    assertThatThrownBy(() -> Threshold.parse("p99>250")).hasMessageContaining("us, ms or s");
    assertThatThrownBy(() -> Threshold.parse("5xx>3ms")).hasMessageContaining("count or a share");
  }
}
