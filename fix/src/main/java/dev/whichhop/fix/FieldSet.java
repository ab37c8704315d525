package dev.whichhop.fix;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of one entry of {@code managedFields}, from and to the format {@code FieldsV1}: a tree
 * of steps in which an empty node is a member, and so is a node with the child {@code "."}
 * (structured-merge-diff, {@code fieldpath/serialize.go}).
 */
final class FieldSet {
  private static final String ITSELF = ".";

  private FieldSet() {}

  static Set<FieldPath> of(JsonNode fields) {
    Set<FieldPath> members = new TreeSet<>();
    collect(fields, new FieldPath(List.of()), members);
    return members;
  }

  private static void collect(JsonNode node, FieldPath at, Set<FieldPath> members) {
    if (node.isEmpty() && !at.steps().isEmpty()) {
      members.add(at);
    }
    for (Map.Entry<String, JsonNode> child : node.properties()) {
      if (child.getKey().equals(ITSELF)) {
        members.add(at);
      } else {
        collect(child.getValue(), at.then(child.getKey()), members);
      }
    }
  }

  static ObjectNode tree(Set<FieldPath> members) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    for (FieldPath member : members) {
      ObjectNode at = root;
      for (String step : member.steps()) {
        at = at.get(step) instanceof ObjectNode known ? known : at.putObject(step);
      }
      at.putObject(ITSELF);
    }
    emptyLeaves(root);
    return root;
  }

  /** A node that is nothing but itself is written empty. */
  private static void emptyLeaves(ObjectNode node) {
    if (node.size() == 1) {
      node.remove(ITSELF);
    }
    for (JsonNode child : node) {
      emptyLeaves((ObjectNode) child);
    }
  }
}
