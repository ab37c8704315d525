package dev.whichhop.fix;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who owns which field of an object: its {@code metadata.managedFields}.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/">Server-side
 *     apply</a>
 */
final class ManagedFields {
  private final JsonNode entries;

  ManagedFields(JsonNode entries) {
    this.entries = entries;
  }

  static ManagedFields of(JsonNode object) {
    return new ManagedFields(object.path("metadata").path("managedFields"));
  }

  JsonNode entries() {
    return entries;
  }

  /** Names of those that own the field, or a whole that it is part of. */
  List<String> owners(FieldPath path) {
    return entries
        .valueStream()
        .filter(one -> FieldSet.of(one.path("fieldsV1")).contains(path))
        .map(ManagedFields::manager)
        .distinct()
        .sorted()
        .toList();
  }

  /** Everything that this manager owns by this operation, {@code Apply} or {@code Update}. */
  Set<FieldPath> of(String manager, String operation) {
    Set<FieldPath> owned = new TreeSet<>();
    entries
        .valueStream()
        .filter(one -> manager(one).equals(manager))
        .filter(one -> one.path("operation").asString("").equals(operation))
        .forEach(one -> owned.addAll(FieldSet.of(one.path("fieldsV1"))));
    return owned;
  }

  boolean knows(String manager) {
    return entries.valueStream().anyMatch(one -> manager(one).equals(manager));
  }

  /** True when all owned fields at and below the path are this manager's. */
  boolean areNobodysElse(FieldPath path, String manager) {
    return knows(manager)
        && entries
            .valueStream()
            .filter(one -> !manager(one).equals(manager))
            .flatMap(one -> FieldSet.of(one.path("fieldsV1")).stream())
            .noneMatch(one -> one.startsWith(path));
  }

  /** Other managers that own something besides the status. */
  List<String> others(String manager) {
    return entries
        .valueStream()
        .filter(one -> one.path("subresource").asString("").isEmpty())
        .map(ManagedFields::manager)
        .filter(one -> !one.equals(manager))
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * What they have to be when the fields that we took and put back belong to their former owners
   * again, and nothing to us. An owner who changed nothing meanwhile gets its old entry back to the
   * letter, with its time; one who did keeps what it has and gets our part besides.
   *
   * @param before the entries right before we took them
   * @param taken all fields that we took from others
   * @param back those of them whose old value stands again
   */
  ArrayNode returned(
      String manager, ManagedFields before, Set<FieldPath> taken, Set<FieldPath> back) {
    ArrayNode result = JsonMapper.shared().createArrayNode();
    for (JsonNode entry : entries) {
      if (!manager(entry).equals(manager)) {
        result.add(before.same(entry).map(old -> returned(entry, old, taken, back)).orElse(entry));
      }
    }
    for (JsonNode old : before.entries) {
      Set<FieldPath> left = new TreeSet<>(FieldSet.of(old.path("fieldsV1")));
      boolean tookAll = left.removeIf(taken::contains) && left.isEmpty();
      if (tookAll && same(old).isEmpty()) {
        Set<FieldPath> owned = new TreeSet<>(FieldSet.of(old.path("fieldsV1")));
        owned.retainAll(back);
        if (!owned.isEmpty()) {
          result.add(with(old, owned));
        }
      }
    }
    return result;
  }

  private static JsonNode returned(
      JsonNode entry, JsonNode old, Set<FieldPath> taken, Set<FieldPath> back) {
    Set<FieldPath> had = FieldSet.of(old.path("fieldsV1"));
    Set<FieldPath> has = FieldSet.of(entry.path("fieldsV1"));
    Set<FieldPath> gets = new HashSet<>(had);
    gets.retainAll(back);
    if (has.containsAll(gets)) {
      return entry;
    }
    Set<FieldPath> whole = new TreeSet<>(has);
    whole.addAll(gets);
    Set<FieldPath> kept = new TreeSet<>(had);
    kept.removeAll(taken);
    return whole.equals(had) && has.equals(kept) ? old : with(entry, whole);
  }

  private static JsonNode with(JsonNode entry, Set<FieldPath> fields) {
    ObjectNode changed = ((ObjectNode) entry).deepCopy();
    changed.set("fieldsV1", FieldSet.tree(fields));
    return changed;
  }

  /** The entry of the same manager, operation, version and subresource. */
  private Optional<JsonNode> same(JsonNode entry) {
    return entries.valueStream().filter(one -> identity(one).equals(identity(entry))).findFirst();
  }

  private static List<String> identity(JsonNode entry) {
    List<String> identity = new ArrayList<>();
    for (String key : List.of("manager", "operation", "apiVersion", "subresource")) {
      identity.add(entry.path(key).asString(""));
    }
    return identity;
  }

  private static String manager(JsonNode entry) {
    return entry.path("manager").asString("");
  }
}
