package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The trees of the two overload examples; the figures are calculated by hand. */
final class WalkedTreesTest {

  @Test
  void theBalancerRanOutOfPorts() {
    String text = walk("nlb-out-of-ports");
    assertThat(text)
        .contains("Did it reach nlb?")
        // 217,300 new flows in the busiest minute, three targets
        .contains("217300 new flows a minute / 3 targets = 72433 to each")
        .contains("Are there source ports left for each target? no")
        .contains("Did it reach gateway? no")
        .endsWith("The walk ends here.\n");
  }

  @Test
  void thePodsRanOutOfSlots() {
    String text = walk("knative-concurrency-limit");
    assertThat(text)
        // containerConcurrency 2, three ready pods, queue-proxy queues ten for each slot
        .contains("3 ready pods × containerConcurrency 2 = 6 at once, 60 may wait")
        // 70 % of 2
        .contains("The target of 2 × 70 % = 1.40 a pod")
        .contains("burst capacity 0 keeps it in the path only while there is no pod; 3 ready pods")
        .contains("Is there room in the pod's queue? no");
  }

  private static String walk(String example) {
    String text = Run.of("diagnose", "../examples/" + example + "/evidence").out();
    int from = text.indexOf("The walk\n");
    return text.substring(from, text.indexOf("\n\n", from)) + "\n";
  }
}
