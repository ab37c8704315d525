package dev.whichhop.diagnosis.compare;

import dev.whichhop.model.evidence.Node;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A document as paths and values that can be laid beside another one: elements of lists are known
 * by their name and not by their position, and Envoy's field names are spelt alike.
 */
final class Fields {
  /** By what the elements of a list are known, in this order. */
  private static final List<String> NAMES =
      List.of("name", "containerPort", "port", "number", "host", "type", "key", "mountPath");

  private static final Pattern UNDERSCORE = Pattern.compile("_([a-z0-9])");

  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Noise noise;

  private Fields(Noise noise) {
    this.noise = noise;
  }

  /** The values by path, without what is noise. */
  static Map<String, Node> of(Node root, Noise noise) {
    Fields fields = new Fields(noise);
    fields.add("", root);
    return fields.values;
  }

  /** True when two lists of documents have the same keys and texts, noise included. */
  static boolean same(List<Node> left, List<Node> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!same(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(Node left, Node right) {
    Map<String, Node> entries = left.entries();
    Map<String, Node> others = right.entries();
    return left.text().equals(right.text())
        && entries.size() == others.size()
        && entries.entrySet().stream()
            .allMatch(one -> same(one.getValue(), right.get(one.getKey())))
        && same(left.items(), right.items());
  }

  private void add(String path, Node node) {
    if (noise.isPath(path)) {
      return;
    }
    if (!node.entries().isEmpty()) {
      node.entries().forEach((key, value) -> add(below(path, key), value));
    } else if (!node.items().isEmpty()) {
      list(path, node.items());
    } else if (node.text().isPresent()) {
      values.put(path, node);
    }
  }

  private void list(String path, List<Node> items) {
    if (items.stream().allMatch(item -> item.text().isPresent())) {
      for (int i = 0; i < items.size(); i++) {
        values.put(path + "[" + i + "]", items.get(i));
      }
      return;
    }
    String name = nameOf(items);
    for (int i = 0; i < items.size(); i++) {
      Node item = items.get(i);
      String which = name.isEmpty() ? "" + i : name + "=" + item.get(name).textOrEmpty();
      add(path + "[" + which + "]", item);
    }
  }

  /** The key that all elements have, each with another value; empty for none. */
  private static String nameOf(List<Node> items) {
    for (String name : NAMES) {
      Set<String> seen = new HashSet<>();
      boolean tells =
          items.stream()
              .allMatch(item ->
                  item.get(name).text().isPresent() && seen.add(item.get(name).textOrEmpty()));
      if (tells) {
        return name;
      }
    }
    return "";
  }

  private static String below(String path, String key) {
    if (key.indexOf('.') >= 0 || key.indexOf('/') >= 0) {
      return path + "[\"" + key + "\"]";
    }
    String same = UNDERSCORE.matcher(key).replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
    return path.isEmpty() ? same : path + "." + same;
  }
}
