package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.model.evidence.Node;
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
    return DocumentStart.isJson(text.lines().limit(20).toList())
        ? JsonDocuments.parse(file, firstLine, text, problems)
        : YamlDocuments.parse(file, firstLine, text, problems);
  }

  /** The mapping that stands as text in a value; empty when it is something else. */
  public static Optional<Node> embedded(Node value, Problems problems) {
    return EmbeddedYaml.mapping(value, problems);
  }
}
