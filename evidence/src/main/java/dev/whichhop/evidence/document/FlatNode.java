package dev.whichhop.evidence.document;

import dev.whichhop.model.evidence.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A document's values by their path, {@code outer.inner}, as {@code FlatJson} names those of lines.
 */
final class FlatNode {
  private FlatNode() {}

  /** Scalars as they stand; lists as JSON; {@code null} is left out. */
  static Map<String, String> of(Node node) {
    Map<String, String> fields = new LinkedHashMap<>();
    add("", node, fields);
    return fields;
  }

  private static void add(String path, Node node, Map<String, String> into) {
    node.entries()
        .forEach((key, value) -> {
          String name = path.isEmpty() ? key : path + "." + key;
          if (!value.entries().isEmpty()) {
            add(name, value, into);
          } else if (value.isSequence()) {
            into.put(name, list(value));
          } else {
            value.text().ifPresent(text -> into.put(name, text));
          }
        });
  }

  private static String list(Node list) {
    StringBuilder all = new StringBuilder("[");
    for (Node item : list.items()) {
      all.append(all.length() == 1 ? "" : ",").append(item.textOrEmpty());
    }
    return all.append(']').toString();
  }
}
