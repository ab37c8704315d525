package dev.whichhop.diagnosis.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals against published ones: Newcombe, Statistics in Medicine 17 (1998), 857 and 873. */
final class ProportionTest {

  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0.0000, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void theScoreInterval(long failed, long of, double low, double high) {
    Proportion one = new Proportion(failed, of);
    assertThat(one.low()).isCloseTo(low, within(0.00005));
    assertThat(one.high()).isCloseTo(high, within(0.00005));
  }

  /** Published: 56/70 against 48/80 gives 0.0524 to 0.3339, 9/10 against 3/10 0.1705 to 0.8090. */
  @ParameterizedTest
  @CsvSource({
    "56, 70, 48, 80, true",
    "9, 10, 3, 10, true",
    "6, 7, 2, 7, true",
    "5, 56, 0, 29, false",
    "0, 10, 0, 20, false"
  })
  void theIntervalOfTheDifference(long a, long m, long b, long n, boolean differs) {
    assertThat(new Proportion(a, m).differsFrom(new Proportion(b, n))).isEqualTo(differs);
    assertThat(new Proportion(b, n).differsFrom(new Proportion(a, m))).isEqualTo(differs);
  }

  @Test
  void whatWasNotSeenDiffersFromNothing() {
    assertThat(Proportion.UNSEEN.differsFrom(new Proportion(50, 50))).isFalse();
    assertThat(Proportion.UNSEEN.seen()).isFalse();
  }
}
