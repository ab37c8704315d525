package dev.whichhop.model.ladder;

import java.util.List;

/**
 * A rule about the order of timers, applied: the first ones must end before the last one does.
 *
 * @param rule word, key of the messages {@code ladder.rule.<rule>.title} and {@code .why}
 * @param assumed the answer rests on a default whose place of setting is not in the evidence
 * @param rungs indices into {@link Ladder#rungs}: those that must end first, then the one after
 * @param counterExample how it goes wrong, moment by moment, computed from the values; empty unless
 *     wrong or a tie
 */
public record Order(
    String rule, State state, boolean assumed, List<Integer> rungs, List<Moment> counterExample) {

  /** What the values say. */
  public enum State {
    HOLDS,
    /** Equal: which one ends first is decided by the network, each time anew. */
    TIE,
    WRONG,
    /** A value is not known. */
    UNKNOWN
  }

  public Order {
    rungs = List.copyOf(rungs);
    counterExample = List.copyOf(counterExample);
  }
}
