package dev.whichhop.fix;

import java.util.Objects;

/**
 * A field that somebody else owns and that a change would set otherwise.
 *
 * @param field as the server writes it, {@code .spec.template.spec.terminationGracePeriodSeconds}
 * @param owner name of the field manager
 */
public record Conflict(String field, String owner) {
  public Conflict {
    Objects.requireNonNull(field);
    Objects.requireNonNull(owner);
  }
}
