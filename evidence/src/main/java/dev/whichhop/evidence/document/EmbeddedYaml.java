package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.model.evidence.DocumentPacker;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Place;
import java.util.List;
import java.util.Optional;

/**
 * YAML that stands as text within a document, such as {@code data.mesh} of Istio's ConfigMap, as
 * nodes with the lines of the outer file.
 *
 * <p>In a block scalar ({@code mesh: |-}) the text begins in the line below its key; in a quoted
 * one, and always in JSON, everything stands in the line of the key.
 */
final class EmbeddedYaml {
  /** Longer texts are programs or certificates, not configuration. */
  private static final int LONGEST = 1 << 20;

  private EmbeddedYaml() {}

  /** The mapping that this text is; empty when it is something else. */
  static Optional<Node> mapping(Node text, Problems problems) {
    String value = text.textOrEmpty();
    if (value.length() > LONGEST || value.indexOf(':') < 0) {
      return Optional.empty();
    }
    Place place = text.place();
    NodeBuilder builder =
        new NodeBuilder(
            new DocumentPacker(place.file(), place.path()),
            new DocumentBudget(DocumentBudget.MOST_VALUES),
            text.isBlock() ? NodeBuilder.EACH_ITS_OWN : place.line());
    int start = text.isBlock() ? place.line() + 1 : place.line();
    List<Node> documents = YamlDocuments.parse(place.file(), start, value, builder, problems);
    return documents.size() != 1 || documents.getFirst().entries().isEmpty()
        ? Optional.empty()
        : Optional.of(documents.getFirst());
  }
}
