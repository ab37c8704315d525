package dev.whichhop.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class InterruptionTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Interruption interruption = Interruption.never();

  @Test
  void whoEndsEarlyIsWaitedForUntilAllIsPrinted() throws InterruptedException {
    assertThat(interruption.requested()).isFalse();
    Thread end = end();
    while (!interruption.requested()) {
      Thread.onSpinWait();
    }
    assertThat(end.join(Duration.ofMillis(200))).isFalse();
    interruption.printed();
    assertThat(end.join(SOON)).isTrue();
  }

  @Test
  void whoIsDoneIsNotWaitedFor() throws InterruptedException {
    assertThat(interruption.requested()).isFalse();
    interruption.done();
    assertThat(end().join(SOON)).isTrue();
  }

  /** What the JVM runs when it is told to end. */
  private Thread end() {
    return Thread.ofPlatform().daemon().start(interruption::wanted);
  }
}
