package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Fields of a document by their name, wherever they stand: configuration is nested deeply. */
public final class Fields {
  private Fields() {}

  /** The values under any of the names, in one pass, for dumps are large. */
  public static List<Node> named(Node root, Set<String> names) {
    List<Node> found = new ArrayList<>();
    root.walk((key, value) -> {
      if (names.contains(key)) {
        found.add(value);
      }
    });
    return found;
  }
}
