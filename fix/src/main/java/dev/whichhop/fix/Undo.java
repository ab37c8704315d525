package dev.whichhop.fix;

import java.util.List;

/**
 * What was taken back of one change.
 *
 * @param back fields with their old values
 * @param left fields that were left, since somebody else has them now
 * @param gone true when the object is not there any more
 */
public record Undo(
    int change, ObjectAddress at, List<FieldChange> back, List<Left> left, boolean gone) {
  public Undo {
    back = List.copyOf(back);
    left = List.copyOf(left);
  }
}
