package dev.whichhop.flows.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whichhop.flows.input.LogFile;
import dev.whichhop.flows.input.Samples;
import org.junit.jupiter.api.Test;

/** Two files are read by two threads, which share the room for flows. */
class FlowBudgetTest {
  private static final String HEADER = "interface-id srcaddr dstaddr srcport dstport protocol\n";

  private static LogFile file(String name, int firstPort, int flows) {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < flows; i++) {
      text.append("eni-1 10.0.0.1 10.0.0.2 ").append(firstPort + i).append(" 443 6\n");
    }
    return Samples.file(name, text.toString());
  }

  @Test
  void threadsShareIt() {
    FlowBudget budget = new FlowBudget(10);

    assertThatThrownBy(() ->
            Gathered.of(
                AddressFilter.ALL, budget, file("one.log", 40_000, 6), file("two.log", 41_000, 6)))
        .isInstanceOf(TooManyFlows.class)
        .hasMessageContaining("more than 10 different flows");
  }

  /** While one thread's flows are added to another's, those of both are still kept. */
  @Test
  void flowsOfBothFilesNeedRoomOnce() {
    FlowBudget budget = new FlowBudget(12);

    Conversations conversations =
        Gathered.of(
            AddressFilter.ALL, budget, file("one.log", 40_000, 6), file("two.log", 40_000, 6));

    assertThat(conversations.basis().records()).isEqualTo(12);
  }
}
