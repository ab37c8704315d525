package dev.whichhop.fix;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Puts fields of an object back to what they were, and leaves the rest of it as it is now. */
final class Former {
  private Former() {}

  /**
   * @param live is not changed
   * @param fields that are put back
   * @param nobodysElse true for a path at and below which nobody but the fix owns a field; what is
   *     left there then are defaults of the server, which mean nothing without what they complete
   */
  static JsonNode of(JsonNode live, List<FieldChange> fields, Predicate<FieldPath> nobodysElse) {
    JsonNode former = live.deepCopy();
    for (FieldChange field : fields) {
      JsonNode before = field.before();
      Optional<List<String>> pointer = field.path().pointer(former);
      if (pointer.isEmpty()) {
        // Its parent went with another field of this fix.
        continue;
      }
      if (before != null) {
        JsonDifference.put(former, pointer.get(), before);
      } else {
        remove(former, field, fields, nobodysElse);
      }
    }
    return former;
  }

  /** What the fix had to make on the way to the field goes too, unless others use it now. */
  private static void remove(
      JsonNode former,
      FieldChange field,
      List<FieldChange> fields,
      Predicate<FieldPath> nobodysElse) {
    FieldPath root = field.path().first(field.stood() + 1);
    int ours =
        fields.stream()
            .filter(one -> one.path().startsWith(root))
            .filter(one -> !one.path().in(former).isMissingNode())
            .mapToInt(one -> JsonDifference.leaves(one.path().in(former)))
            .sum();
    if (JsonDifference.leaves(root.in(former)) == ours || nobodysElse.test(root)) {
      JsonDifference.remove(former, root.pointer(former).orElseThrow());
      return;
    }
    JsonDifference.remove(former, field.path().pointer(former).orElseThrow());
    for (int depth = field.path().steps().size() - 1; depth > field.stood(); depth--) {
      FieldPath parent = field.path().first(depth);
      JsonNode left = parent.in(former);
      if (!left.isObject() || !left.isEmpty()) {
        return;
      }
      JsonDifference.remove(former, parent.pointer(former).orElseThrow());
    }
  }
}
