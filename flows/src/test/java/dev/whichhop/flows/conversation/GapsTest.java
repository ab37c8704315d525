package dev.whichhop.flows.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GapsTest {

  @Test
  void anUnknownTimeMayBeAny() {
    Gaps gaps = new Gaps();
    assertThat(gaps.touch(0, Long.MAX_VALUE)).isFalse();
    gaps.add(-1, -1);
    assertThat(gaps.touch(5, 5)).isTrue();
  }

  /** Against the list of all moments that are lost. */
  @Test
  void agreesWithEveryMoment() {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      boolean[] lost = new boolean[100];
      Gaps here = new Gaps();
      Gaps elsewhere = new Gaps();
      for (int i = random.nextInt(12); i > 0; i--) {
        int start = random.nextInt(lost.length);
        int end = Math.min(lost.length - 1, start + random.nextInt(20));
        (random.nextBoolean() ? here : elsewhere).add(start, end);
        for (int moment = start; moment <= end; moment++) {
          lost[moment] = true;
        }
      }
      here.addAll(elsewhere);
      for (int i = 0; i < 50; i++) {
        int first = random.nextInt(lost.length);
        int last = Math.min(lost.length - 1, first + random.nextInt(5));
        boolean expected = false;
        for (int moment = first; moment <= last; moment++) {
          expected |= lost[moment];
        }
        assertThat(here.touch(first, last)).isEqualTo(expected);
      }
    }
  }
}
