package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.DocumentPacker;
import dev.whichhop.model.evidence.Node;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;

/** YAML and JSON text as nodes with positions, for those who have the text already. */
public final class Documents {
  private Documents() {}

  /**
   * The documents of a text; of a broken one, what is complete before the mistake.
   *
   * @param firstLine number of the text's first line in the file
   * @param problems gets what is broken
   */
  public static List<Node> parse(String file, int firstLine, String text, Problems problems) {
    DocumentBudget budget = new DocumentBudget(DocumentBudget.MOST_VALUES);
    boolean json = DocumentStart.isJson(text.lines().limit(20).toList());
    try (Reader whole = new StringReader(text)) {
      return parse(json, file, firstLine, whole, budget, problems);
    } catch (IOException impossible) {
      throw new IllegalStateException("a string cannot fail to be read", impossible);
    }
  }

  /** The documents of a file, of which the text may be larger than the memory. */
  static List<Node> parse(TextFile file, Reader text, DocumentBudget budget, Problems problems)
      throws IOException {
    boolean json = DocumentStart.isJson(file.head());
    return parse(json, file.name(), file.firstLine(), text, budget, problems);
  }

  private static List<Node> parse(
      boolean json,
      String file,
      int firstLine,
      Reader text,
      DocumentBudget budget,
      Problems problems)
      throws IOException {
    NodeBuilder builder = new NodeBuilder(new DocumentPacker(file, ""), budget);
    return json
        ? JsonDocuments.parse(file, firstLine, text, builder, problems)
        : YamlDocuments.parse(file, firstLine, text, builder, problems);
  }

  /** The mapping that stands as text in a value; empty when it is something else. */
  public static Optional<Node> embedded(Node value, Problems problems) {
    return EmbeddedYaml.mapping(value, problems);
  }
}
