package dev.whichhop.fix;

import java.util.List;

/**
 * What became of a fix.
 *
 * @param fix its name, by which it is undone
 */
public record Applied(String fix, List<One> changes) {
  public Applied {
    changes = List.copyOf(changes);
  }

  /** Of one change. */
  public enum State {
    STANDS,
    /** It stands, and its pods were not ready in time. */
    NOT_READY,
    /** It was not made. */
    REFUSED
  }

  /**
   * One change.
   *
   * @param said what the server or the pods say about it; may be empty
   */
  public record One(int number, State state, String said) {}

  /** True when all of it stands. */
  public boolean whole() {
    return changes.stream().allMatch(one -> one.state() == State.STANDS);
  }
}
