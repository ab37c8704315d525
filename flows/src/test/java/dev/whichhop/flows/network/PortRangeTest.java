package dev.whichhop.flows.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortRangeTest {

  @Test
  void leavesWhatIsBeforeAndBehind() {
    PortRange range = new PortRange(10, 20);
    assertThat(range.minus(new PortRange(13, 15)))
        .containsExactly(new PortRange(10, 12), new PortRange(16, 20));
    assertThat(range.minus(new PortRange(0, 9))).containsExactly(range);
    assertThat(range.minus(new PortRange(21, 30))).containsExactly(range);
    assertThat(range.minus(new PortRange(0, 15))).containsExactly(new PortRange(16, 20));
    assertThat(range.minus(new PortRange(0, 30))).isEmpty();
    assertThat(PortRange.minus(List.of(range, new PortRange(30, 40)), new PortRange(15, 35)))
        .containsExactly(new PortRange(10, 14), new PortRange(36, 40));
  }

  @Test
  void readsOnePortAndARange() {
    assertThat(PortRange.parse("443")).contains(PortRange.of(443));
    assertThat(PortRange.parse("8000-8010")).contains(new PortRange(8000, 8010));
    assertThat(new PortRange(8000, 8010)).hasToString("8000-8010");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "65536", "9-8", "https", "1-", "1-2-3"})
  void refusesWhatIsNone(String text) {
    assertThat(PortRange.parse(text)).isEmpty();
  }
}
