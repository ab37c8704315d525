package dev.whichhop.fix;

/**
 * Something that keeps a change from being made.
 *
 * @param change its number; 0 for the whole plan
 */
public record Obstacle(int change, Why why, String detail) {
  /** What it is. */
  public enum Why {
    /** The plan was made for another server. */
    OTHER_SERVER,
    /** Somebody keeps the object from a source. */
    CARETAKER,
    /** A field is owned by somebody else. */
    CONFLICT,
    /** The object is not as it was when the plan was made. */
    CHANGED,
    /** The server refuses it. */
    REFUSED
  }
}
