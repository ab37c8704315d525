package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    boolean block = text instanceof Node.Scalar scalar && scalar.block();
    int start = block ? place.line() + 1 : place.line();
    List<Node> documents = YamlDocuments.parse(place.file(), start, value, problems);
    if (documents.size() != 1 || documents.getFirst().entries().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(moved(documents.getFirst(), place, block));
  }

  private static Node moved(Node node, Place outer, boolean block) {
    String inner = node.place().path();
    String path = inner.isEmpty() ? outer.path() : outer.path() + "." + inner;
    Place place = new Place(outer.file(), block ? node.place().line() : outer.line(), path);
    return switch (node) {
      case Node.Mapping mapping -> {
        Map<String, Node> entries = new LinkedHashMap<>();
        mapping.entries().forEach((key, value) -> entries.put(key, moved(value, outer, block)));
        yield new Node.Mapping(place, entries);
      }
      case Node.Sequence sequence -> {
        List<Node> items = new ArrayList<>();
        sequence.items().forEach(item -> items.add(moved(item, outer, block)));
        yield new Node.Sequence(place, items);
      }
      case Node.Scalar scalar -> new Node.Scalar(place, scalar.value());
      case Node.Missing _ -> new Node.Missing(place);
    };
  }
}
