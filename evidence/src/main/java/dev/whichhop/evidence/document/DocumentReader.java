package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Node;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** YAML and JSON documents: parses them, and gives each to the first shape that knows it. */
public final class DocumentReader implements Reader {
  private static final int KEYS_SHOWN = 6;

  private final Set<String> formats = new LinkedHashSet<>();
  private final DocumentBudget budget;

  public DocumentReader() {
    this(new DocumentBudget(DocumentBudget.MOST_VALUES));
  }

  DocumentReader(DocumentBudget budget) {
    this.budget = budget;
  }

  @Override
  public String format() {
    return "document";
  }

  /** The words of the shapes that were found. */
  @Override
  public String formatRead() {
    return String.join("+", formats);
  }

  @Override
  public int recognises(TextFile file) {
    return DocumentStart.sure(file.head());
  }

  @Override
  public void read(TextFile file, BundleBuilder into, Problems problems) throws IOException {
    formats.clear();
    List<Node> documents;
    try (java.io.Reader text = file.characters()) {
      documents = Documents.parse(file, text, budget, problems);
    }
    for (Node document : documents) {
      if (!take(document, file, into, problems)) {
        items(document, file, into, problems);
      }
    }
  }

  /** A list without a shape of its own may be one of documents, as {@code jq '.items'} prints. */
  private void items(Node document, TextFile file, BundleBuilder into, Problems problems) {
    if (document.items().isEmpty()) {
      unknown(document, problems);
      return;
    }
    for (Node item : document.items()) {
      if (!take(item, file, into, problems)) {
        unknown(item, problems);
      }
    }
  }

  private boolean take(Node document, TextFile file, BundleBuilder into, Problems problems) {
    for (DocumentShape shape : Shapes.all()) {
      if (shape.recognises(document)) {
        shape.read(document, file, into, problems);
        formats.add(shape.format());
        return true;
      }
    }
    return false;
  }

  private static void unknown(Node document, Problems problems) {
    boolean empty = document.entries().isEmpty() && !document.isSequence();
    if (empty && document.text().isEmpty()) {
      return;
    }
    List<String> keys = document.entries().keySet().stream().limit(KEYS_SHOWN).toList();
    problems.report(
        document.place(),
        keys.isEmpty()
            ? "YAML or JSON without keys, not read"
            : "YAML or JSON of a kind that is not known, with the keys " + String.join(", ", keys));
  }
}
