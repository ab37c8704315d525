package dev.whichhop.probe.hops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FailingLegTest {

  @Test
  void isBehindWhatFailsAndBeforeWhatDoesNot() {
    assertThat(FailingLeg.of(List.of(false, false))).isEqualTo(new FailingLeg.None());
    assertThat(FailingLeg.of(List.of(true, true, false))).isEqualTo(new FailingLeg.Between(1, 2));
    assertThat(FailingLeg.of(List.of(true, true))).isEqualTo(new FailingLeg.Innermost(1));
  }

  @Test
  void aPathThatContradictsItselfIsSaid() {
    assertThat(FailingLeg.contradicts(List.of(false, true, false))).isTrue();
    assertThat(FailingLeg.contradicts(List.of(true, true, false))).isFalse();
    assertThat(FailingLeg.contradicts(List.of(false, false))).isFalse();
  }
}
