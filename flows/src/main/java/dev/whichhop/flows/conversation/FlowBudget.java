package dev.whichhop.flows.conversation;

import java.util.concurrent.atomic.AtomicInteger;

/** How many flows all gatherings of one question may keep together. */
public final class FlowBudget {
  private final int most;
  private final AtomicInteger kept = new AtomicInteger();

  public FlowBudget(int most) {
    this.most = most;
  }

  /**
   * Makes room for one more.
   *
   * @throws TooManyFlows when there is none
   */
  void take() {
    if (kept.incrementAndGet() > most) {
      throw new TooManyFlows(most);
    }
  }

  /** Gives back the room of flows that are kept no more. */
  void giveBack(int flows) {
    kept.addAndGet(-flows);
  }
}
