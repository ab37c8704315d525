package dev.whichhop.fix;

/**
 * A moment right before or after something that outlives the process: a call to the cluster or a
 * line of the journal. Tests end the process there, one moment after the other.
 */
@FunctionalInterface
public interface Checkpoint {
  Checkpoint NONE = _ -> {};

  /**
   * The moment is here.
   *
   * @param moment such as {@code before PATCH /apis/…}
   */
  void reached(String moment);
}
