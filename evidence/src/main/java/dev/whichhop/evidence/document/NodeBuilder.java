package dev.whichhop.evidence.document;

import dev.whichhop.model.evidence.DocumentPacker;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds the {@link Node}s of one file, document after document, from a parser's events, as long as
 * the document asks for no more than is reasonable.
 */
final class NodeBuilder {
  /** Deeper than any schema; what walks nodes may be recursive. */
  static final int DEEPEST = 200;

  /** Values stand in the lines that the parser tells. */
  static final int EACH_ITS_OWN = 0;

  private final DocumentPacker packer;
  private final DocumentBudget budget;
  private final int onlyLine;
  private int values;
  private long textBytes;

  NodeBuilder(DocumentPacker packer, DocumentBudget budget) {
    this(packer, budget, EACH_ITS_OWN);
  }

  /**
   * @param onlyLine the line that everything stands in, or {@link #EACH_ITS_OWN}
   */
  NodeBuilder(DocumentPacker packer, DocumentBudget budget, int onlyLine) {
    this.packer = packer;
    this.budget = budget;
    this.onlyLine = onlyLine;
  }

  private int shown(int line) {
    return onlyLine == EACH_ITS_OWN ? line : onlyLine;
  }

  int depth() {
    return packer.depth();
  }

  /** True where the next scalar of the innermost mapping is a key. */
  boolean expectsKey() {
    return packer.expectsKey();
  }

  void key(String key) {
    packer.key(key);
  }

  void start(boolean mapping, int line) throws DocumentLimit {
    if (packer.depth() == DEEPEST) {
      throw new DocumentLimit("nested deeper than " + DEEPEST + " levels");
    }
    take(1);
    packer.start(mapping, shown(line));
  }

  /** Closes the innermost mapping or list and tells where it is. */
  int end() {
    return packer.end();
  }

  /**
   * Adds a scalar and tells where it is.
   *
   * @param block true for a block scalar of YAML
   */
  int scalar(@Nullable String value, int line, boolean block) throws DocumentLimit {
    take(1);
    return packer.scalar(value, shown(line), block);
  }

  /** The text of a scalar that was added; empty for everything else. */
  String text(int index) {
    return packer.text(index);
  }

  /** How many values there are at an index and below it. */
  int count(int index) {
    return packer.count(index);
  }

  /** Adds a complete value once more; as {@code <<: *other} only what the mapping has not. */
  void addAgain(int index) throws DocumentLimit {
    take(packer.count(index));
    if ("<<".equals(packer.pendingKey())) {
      packer.merge(index);
    } else {
      packer.copy(index);
    }
  }

  private void take(int more) throws DocumentLimit {
    long text = packer.textBytes();
    budget.take(more, text - textBytes, values);
    textBytes = text;
    values += more;
  }

  /** The document, when it is complete; null otherwise. */
  @Nullable Node take() {
    return packer.take();
  }

  /** What is complete of a document that broke off. */
  List<Node> takePartial() {
    boolean inItems = packer.keyBeingRead().equals("items");
    Node document = packer.takePartial();
    if (document == null) {
      return List.of();
    }
    Node items = document.get("items");
    if (inItems && !(items.exists() && document.get("kind").exists())) {
      // A list of Kubernetes objects, of which "kind: List" may come only at the end.
      return items.items();
    }
    return List.of(document);
  }
}
