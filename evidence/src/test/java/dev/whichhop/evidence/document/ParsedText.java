package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.model.evidence.DocumentPacker;
import dev.whichhop.model.evidence.Node;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;

/** Texts as documents, whatever they look like. */
final class ParsedText {
  private ParsedText() {}

  static List<Node> json(String file, int firstLine, String text, Problems problems) {
    try {
      return JsonDocuments.parse(file, firstLine, new StringReader(text), builder(file), problems);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static List<Node> yaml(String file, int firstLine, String text, Problems problems) {
    return YamlDocuments.parse(file, firstLine, text, builder(file), problems);
  }

  private static NodeBuilder builder(String file) {
    return new NodeBuilder(
        new DocumentPacker(file, ""), new DocumentBudget(DocumentBudget.MOST_VALUES));
  }
}
