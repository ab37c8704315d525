package dev.whichhop.flows.conversation;

/**
 * More flows than fit into the memory were asked about: to leave some out would make every sum
 * wrong, so there is no answer.
 */
public final class TooManyFlows extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyFlows(int most) {
    super("more than " + most + " different flows; ask about fewer addresses or a shorter time");
  }
}
