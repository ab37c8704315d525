package dev.whichhop.fix;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field and its two values. The path without steps is the whole object.
 *
 * @param before null where nothing stood there
 * @param stood how many steps of the path, from its root, led somewhere before; what lies beyond is
 *     ours, and goes again when it is empty
 */
public record FieldChange(FieldPath path, @Nullable JsonNode before, JsonNode after, int stood) {
  public FieldChange {
    Objects.requireNonNull(path);
    Objects.requireNonNull(after);
    if (before != null && (before.isNull() || before.isMissingNode())) {
      before = null;
    }
  }

  /** The difference of a field between two states of an object; null where there is none. */
  static @Nullable FieldChange between(FieldPath path, JsonNode before, JsonNode after) {
    JsonNode old = path.in(before);
    JsonNode now = path.in(after);
    if (old.equals(now)) {
      return null;
    }
    int stood = path.steps().size();
    while (stood > 0 && path.first(stood).in(before).isMissingNode()) {
      stood--;
    }
    return new FieldChange(path, old, now, stood);
  }
}
