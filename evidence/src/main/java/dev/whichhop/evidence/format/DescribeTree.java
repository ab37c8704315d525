package dev.whichhop.evidence.format;

import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object of {@code kubectl describe} as nodes: {@code Key: value} by indentation, lines without
 * a key belong to the value above. A key with a value and keys below it ({@code State: Running})
 * keeps its value under the empty key. A key that stands several times, as those of the ports of a
 * Service do, has a sequence of values.
 */
final class DescribeTree {
  private static final int DEEPEST = 40;

  private final TextFile file;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Open root;

  private static final class Open {
    final Place place;
    final int indent;
    final Map<String, Node> entries = new LinkedHashMap<>();
    final @Nullable Open above;
    final String key;
    String value;

    Open(Place place, int indent, String key, String value, @Nullable Open above) {
      this.place = place;
      this.indent = indent;
      this.key = key;
      this.value = value;
      this.above = above;
    }

    Node close() {
      if (entries.isEmpty()) {
        return new Node.Scalar(place, value);
      }
      if (!value.isEmpty()) {
        entries.put("", new Node.Scalar(place, value));
      }
      return new Node.Mapping(place, entries);
    }
  }

  DescribeTree(TextFile file, int firstLine) {
    this.file = file;
    root = new Open(file.at(firstLine), -1, "", "", null);
    open.push(root);
  }

  void line(String line, int number) {
    int indent = indent(line);
    int colon = colon(line, indent);
    while (indent <= top().indent && top() != root) {
      close();
    }
    Open above = top();
    if (colon < 0 || open.size() > DEEPEST) {
      above.value += (above.value.isEmpty() ? "" : "\n") + line.strip();
      return;
    }
    String key = line.substring(indent, colon);
    String path = above.place.path().isEmpty() ? key : above.place.path() + "." + key;
    Place place = new Place(file.name(), number, path);
    open.push(new Open(place, indent, key, line.substring(colon + 1).strip(), above));
  }

  private Open top() {
    Open top = open.peek();
    return top == null ? root : top;
  }

  private void close() {
    Open closed = open.pop();
    if (closed.above != null) {
      closed.above.entries.merge(closed.key, closed.close(), DescribeTree::both);
    }
  }

  private static Node both(Node first, Node next) {
    List<Node> items = new ArrayList<>();
    if (first.isSequence()) {
      items.addAll(first.items());
    } else {
      items.add(first);
    }
    items.add(next);
    return new Node.Sequence(first.place(), items);
  }

  Node finish() {
    while (top() != root) {
      close();
    }
    return root.close();
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  static int indent(String line) {
    int indent = 0;
    while (indent < line.length() && line.charAt(indent) == ' ') {
      indent++;
    }
    return indent;
  }

  /** The colon that ends a key: at the end of the line or before a blank, no gap within the key. */
  private static int colon(String line, int from) {
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean last = i + 1 == line.length();
      if (c == ':' && i > from && (last || isBlank(line.charAt(i + 1)))) {
        return i;
      }
      if (c == '=' || (c == ' ' && !last && line.charAt(i + 1) == ' ')) {
        return -1;
      }
    }
    return -1;
  }
}
