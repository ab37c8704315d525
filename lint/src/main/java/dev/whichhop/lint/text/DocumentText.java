package dev.whichhop.lint.text;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.document.Documents;
import dev.whichhop.knowledge.LintRule.Scope;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;

/** YAML and JSON: its documents, its comments, and the whole as a block. */
final class DocumentText {
  private static final int DEEPEST_EMBEDDING = 3;

  /** Longer texts are dumps, in which nobody writes comments; characters. */
  private static final int LONGEST_TEXT = 4 << 20;

  private final Content into;
  private final Problems problems;

  DocumentText(Content into, Problems problems) {
    this.into = into;
    this.problems = problems;
  }

  /**
   * @param firstLine number of the text's first line in the file
   * @param column of the text's first character, 1 except in indented code
   * @param context what the text stands under
   */
  void read(String text, int firstLine, int column, String context) {
    if (text.length() <= LONGEST_TEXT) {
      LocatedText whole = LocatedText.of(text, firstLine, column);
      into.passages().add(new Passage(Scope.BLOCK, whole, context));
      Comments.of(whole, context).forEach(into.passages()::add);
    }
    for (Node root : Documents.parse(into.file(), firstLine, text, problems)) {
      add(root, context);
    }
  }

  private void add(Node root, String context) {
    if (root.get("kind").textOrEmpty().endsWith("List") && !root.get("items").items().isEmpty()) {
      root.get("items").items().forEach(item -> add(item, context));
      return;
    }
    if (!root.items().isEmpty()) {
      root.items().forEach(item -> add(item, context));
      return;
    }
    if (root.entries().isEmpty()) {
      return;
    }
    into.documents().add(new Document(root, context));
    embedded(root, context, DEEPEST_EMBEDDING);
  }

  /** Whole objects that stand as text within an object, such as files of a ConfigMap. */
  private void embedded(Node root, String context, int deepest) {
    List<Node> texts = new ArrayList<>();
    root.get("data").entries().values().forEach(texts::add);
    for (Node text : texts) {
      if (deepest > 0) {
        Documents.embedded(text, new Problems())
            .filter(inner -> inner.get("apiVersion").exists() && inner.get("kind").exists())
            .ifPresent(inner -> {
              into.documents().add(new Document(inner, context));
              embedded(inner, context, deepest - 1);
            });
      }
    }
  }
}
