package dev.whichhop.fix;

import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The operations of a JSON Patch (RFC 6902) that make one tree of another. */
final class JsonDifference {
  private JsonDifference() {}

  static ArrayNode operations(JsonNode from, JsonNode to) {
    ArrayNode operations = JsonMapper.shared().createArrayNode();
    compare("", from, to, operations);
    return operations;
  }

  /** Sets or checks a value, {@code add}, {@code replace} or {@code test}. */
  static ObjectNode operation(String what, String pointer, JsonNode value) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("op", what)
        .put("path", pointer)
        .set("value", value);
  }

  private static void compare(String at, JsonNode from, JsonNode to, ArrayNode operations) {
    if (from.equals(to)) {
      return;
    }
    if (from.isObject() && to.isObject()) {
      TreeSet<String> names = new TreeSet<>(from.propertyNames());
      names.addAll(to.propertyNames());
      for (String name : names) {
        String pointer = at + "/" + name.replace("~", "~0").replace("/", "~1");
        if (!to.has(name)) {
          operations.addObject().put("op", "remove").put("path", pointer);
        } else if (!from.has(name)) {
          operations.add(operation("add", pointer, to.path(name)));
        } else {
          compare(pointer, from.path(name), to.path(name), operations);
        }
      }
    } else if (from.isArray() && to.isArray() && from.size() == to.size()) {
      for (int i = 0; i < from.size(); i++) {
        compare(at + "/" + i, from.path(i), to.path(i), operations);
      }
    } else {
      operations.add(operation("replace", at, to));
    }
  }

  /** How many values a tree has at its ends. */
  static int leaves(JsonNode tree) {
    if (!tree.isContainer() || tree.isEmpty()) {
      return 1;
    }
    int count = 0;
    for (JsonNode child : tree) {
      count += leaves(child);
    }
    return count;
  }

  /** Takes out what stands at a pointer. */
  static void remove(JsonNode tree, List<String> pointer) {
    JsonNode parent = tree;
    for (String token : pointer.subList(0, pointer.size() - 1)) {
      parent = parent.isArray() ? parent.path(Integer.parseInt(token)) : parent.path(token);
    }
    if (parent instanceof ArrayNode list) {
      list.remove(Integer.parseInt(pointer.getLast()));
    } else if (parent instanceof ObjectNode object) {
      object.remove(pointer.getLast());
    }
  }

  /** Puts a value at a pointer whose parent is there. */
  static void put(JsonNode tree, List<String> pointer, JsonNode value) {
    JsonNode parent = tree;
    for (String token : pointer.subList(0, pointer.size() - 1)) {
      parent = parent.isArray() ? parent.path(Integer.parseInt(token)) : parent.path(token);
    }
    if (parent instanceof ArrayNode list) {
      list.set(Integer.parseInt(pointer.getLast()), value);
    } else if (parent instanceof ObjectNode object) {
      object.set(pointer.getLast(), value);
    }
  }
}
