package dev.whichhop.evidence.document;

import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the {@link Node}s of one file, document after document, from a parser's events. */
final class NodeBuilder {
  /** Deeper than any schema; what walks nodes may be recursive. */
  static final int DEEPEST = 200;

  /** A config_dump of 50 MB has about a million values; each costs some 150 bytes. */
  private static final int MOST_VALUES = 2_500_000;

  /** All field paths together; later values get the path of what they stand in. Characters. */
  private static final long MOST_PATH_CHARACTERS = 64L << 20;

  private static final int LONGEST_PATH = 1_000;

  private final String file;
  private final Deque<Open> open = new ArrayDeque<>();
  private @Nullable Node root;
  private int values;
  private long pathCharacters;

  NodeBuilder(String file) {
    this.file = file;
  }

  private static final class Open {
    final Place place;
    final boolean mapping;
    final Map<String, Node> entries = new LinkedHashMap<>();
    final List<Node> items = new ArrayList<>();
    @Nullable String key;

    Open(Place place, boolean mapping) {
      this.place = place;
      this.mapping = mapping;
    }

    Node close() {
      return mapping ? new Node.Mapping(place, entries) : new Node.Sequence(place, items);
    }
  }

  int depth() {
    return open.size();
  }

  /** True where the next scalar of the innermost mapping is a key. */
  boolean expectsKey() {
    Open top = open.peek();
    return top != null && top.mapping && top.key == null;
  }

  void key(String key) {
    Open top = open.peek();
    if (top != null) {
      top.key = key;
    }
  }

  void start(boolean mapping, int line) throws DocumentLimit {
    if (open.size() == DEEPEST) {
      throw new DocumentLimit("nested deeper than " + DEEPEST + " levels");
    }
    open.push(new Open(place(line), mapping));
  }

  /** Closes the innermost mapping or sequence and gives it. */
  Node end() {
    Node closed = open.pop().close();
    add(closed);
    return closed;
  }

  /** Adds a scalar and gives it. */
  Node scalar(@Nullable String value, int line) throws DocumentLimit {
    return scalar(value, line, false);
  }

  /** The same, of a block scalar of YAML or not. */
  Node scalar(@Nullable String value, int line, boolean block) throws DocumentLimit {
    Node scalar = new Node.Scalar(place(line), value, block);
    add(scalar);
    return scalar;
  }

  void add(Node node) {
    Open top = open.peek();
    if (top == null) {
      root = node;
    } else if (top.mapping) {
      if (top.key != null) {
        top.entries.put(top.key, node);
      }
      top.key = null;
    } else {
      top.items.add(node);
    }
  }

  /** YAML's {@code <<: *other}: the entries that the mapping does not have itself. */
  void addMerged(Node node) {
    Open top = open.peek();
    if (top != null && "<<".equals(top.key)) {
      node.entries().forEach(top.entries::putIfAbsent);
      top.key = null;
    } else {
      add(node);
    }
  }

  /** The document, when it is complete; null otherwise. */
  @Nullable Node take() {
    if (!open.isEmpty()) {
      return null;
    }
    Node document = root;
    root = null;
    return document;
  }

  /**
   * What is complete of a document that broke off: the entries of a mapping, the items of a list in
   * it. What was being read is dropped, because a field that is missing means its default.
   */
  List<Node> takePartial() {
    List<Open> fromRoot = new ArrayList<>(open.reversed());
    open.clear();
    root = null;
    if (fromRoot.isEmpty()) {
      return List.of();
    }
    Open document = fromRoot.getFirst();
    if (fromRoot.size() > 1 && document.mapping && document.key != null) {
      Open child = fromRoot.get(1);
      if (!child.mapping && document.key.equals("items")) {
        // A list of Kubernetes objects, of which "kind: List" may come only at the end.
        return List.copyOf(child.items);
      }
      if (!child.mapping && !child.items.isEmpty()) {
        document.entries.put(document.key, child.close());
      }
    }
    boolean empty = document.entries.isEmpty() && document.items.isEmpty();
    return empty ? List.of() : List.of(document.close());
  }

  private Place place(int line) throws DocumentLimit {
    if (++values > MOST_VALUES) {
      throw new DocumentLimit("more than " + MOST_VALUES + " values");
    }
    return new Place(file, line, path());
  }

  private String path() {
    Open top = open.peek();
    if (top == null) {
      return "";
    }
    String above = top.place.path();
    if (above.length() > LONGEST_PATH || pathCharacters > MOST_PATH_CHARACTERS) {
      return above;
    }
    String path = below(above, top);
    pathCharacters += path.length();
    return path;
  }

  private static String below(String above, Open top) {
    String key = top.key;
    if (!top.mapping || key == null) {
      return above + "[" + top.items.size() + "]";
    }
    if (key.indexOf('.') >= 0) {
      return above + "[\"" + key + "\"]";
    }
    return above.isEmpty() ? key : above + "." + key;
  }
}
