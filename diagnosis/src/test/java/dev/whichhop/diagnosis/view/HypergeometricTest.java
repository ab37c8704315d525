package dev.whichhop.diagnosis.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HypergeometricTest {
  /** One of C(15,5) = 3003 choices hits all five. */
  @Test
  void allOfFive() {
    assertThat(Hypergeometric.oddsAgainst(5, 5, 5, 15)).isCloseTo(Math.log(3003), within(1e-9));
  }

  /** The lady tasting tea (Fisher 1935): at least three of four right in 17 of 70 ways. */
  @Test
  void atLeastThreeOfFourCups() {
    assertThat(Hypergeometric.oddsAgainst(3, 4, 4, 8)).isCloseTo(Math.log(70 / 17.0), within(1e-9));
  }

  @Test
  void certainAndImpossible() {
    assertThat(Hypergeometric.oddsAgainst(0, 3, 2, 9)).isCloseTo(0, within(1e-9));
    assertThat(Hypergeometric.oddsAgainst(2, 2, 9, 9)).isCloseTo(0, within(1e-9));
    assertThat(Hypergeometric.oddsAgainst(3, 3, 2, 9)).isInfinite();
  }

  /**
   * 40 of 40 failures in a band that 50 of 100,000 requests are in: C(50,40) of C(100000,40) ways.
   */
  @Test
  void manyRequestsStayExact() {
    double expected = 0;
    for (int i = 0; i < 40; i++) {
      expected += Math.log((100_000.0 - i) / (50 - i));
    }
    assertThat(Hypergeometric.oddsAgainst(40, 40, 50, 100_000)).isCloseTo(expected, within(1e-6));
  }
}
