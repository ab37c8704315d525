package dev.whichhop.diagnosis.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

final class BucketsTest {
  @Property(seed = "2026")
  void neverMoreThanAskedFor(@ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long millis) {
    Duration width = Buckets.width(Duration.ofMillis(millis), 119);
    assertThat(width).isPositive();
    assertThat(millis / width.toMillis()).isLessThanOrEqualTo(119);
  }

  @Example
  void widthsAreRound() {
    assertThat(Buckets.width(Duration.ofMinutes(10), 119)).isEqualTo(Duration.ofSeconds(10));
    assertThat(Buckets.width(Duration.ofHours(24), 119)).isEqualTo(Duration.ofMinutes(15));
  }
}
