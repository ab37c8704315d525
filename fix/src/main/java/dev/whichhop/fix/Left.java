package dev.whichhop.fix;

import java.util.List;
import java.util.Objects;

/**
 * A field that undo does not put back.
 *
 * @param field dotted
 * @param owners who has it now
 * @param same true when they want the value that the fix has set
 */
public record Left(String field, List<String> owners, boolean same) {
  public Left {
    Objects.requireNonNull(field);
    owners = List.copyOf(owners);
  }
}
