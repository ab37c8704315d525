package dev.whichhop.model.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A value of a YAML or JSON document that remembers where it stands.
 *
 * <p>Those of files are views of a {@link PackedDocument}; the records below are for values that
 * are put together one by one.
 *
 * <p>Plain parser trees lose line numbers, and a verdict without a line cannot be checked by its
 * reader. Navigation never fails: what is not there is {@link Missing}, which answers every
 * question with "nothing", so a reader can walk {@code pod.at("spec", "containers")} without
 * testing each step.
 */
public sealed interface Node
    permits Node.Mapping, Node.Sequence, Node.Scalar, Node.Missing, PackedNode {

  /** Where this value stands; for {@link Missing}, the place of the nearest existing parent. */
  Place place();

  /** The value below {@code key}; {@link Missing} when there is none. */
  default Node get(String key) {
    return new Missing(place());
  }

  /** Walks several keys down. */
  default Node at(String... keys) {
    Node node = this;
    for (String key : keys) {
      node = node.get(key);
    }
    return node;
  }

  /**
   * The value below the first of several spellings that is present: Envoy prints {@code
   * socket_options} in its admin page and istioctl {@code socketOptions}.
   */
  default Node any(String... keys) {
    for (String key : keys) {
      Node found = get(key);
      if (found.exists()) {
        return found;
      }
    }
    return new Missing(place());
  }

  /** The elements of a sequence; empty for everything else. */
  default List<Node> items() {
    return List.of();
  }

  /** The entries of a mapping in document order; empty for everything else. */
  default Map<String, Node> entries() {
    return Map.of();
  }

  /** The text of a scalar (numbers and booleans as written); empty for everything else. */
  default Optional<String> text() {
    return Optional.empty();
  }

  /** The text of a scalar or the empty string. */
  default String textOrEmpty() {
    return text().orElse("");
  }

  /** True for every value that stands in the document, {@code null} included. */
  default boolean exists() {
    return true;
  }

  /** True for a sequence, also an empty one. */
  default boolean isSequence() {
    return false;
  }

  /**
   * True for the block scalars of YAML ({@code |}, {@code >}), whose text begins in the line below
   * its place.
   */
  default boolean isBlock() {
    return false;
  }

  /** True when this scalar is the word {@code true} in any case. */
  default boolean isTrue() {
    return textOrEmpty().equalsIgnoreCase("true");
  }

  /** The number in this scalar; empty when it is not one. */
  default OptionalDouble number() {
    try {
      String text = textOrEmpty();
      return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException notANumber) {
      return OptionalDouble.empty();
    }
  }

  /** The whole number in this scalar; empty when it is not one. */
  default OptionalLong whole() {
    try {
      String text = textOrEmpty();
      return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException notANumber) {
      return OptionalLong.empty();
    }
  }

  /** This value as evidence: {@code lastKey: text}. */
  default Evidence evidence() {
    String path = place().path();
    int quoted = path.endsWith("\"]") ? path.lastIndexOf("[\"") : -1;
    String key =
        quoted < 0
            ? path.substring(path.lastIndexOf('.') + 1)
            : path.substring(quoted + 2, path.length() - 2);
    String shown = text().orElse(items().isEmpty() ? "{…}" : "[" + items().size() + " items]");
    return new Evidence(place(), key.isEmpty() ? shown : key + ": " + shown);
  }

  /** Calls {@code visitor} with the key and value of every mapping entry below, depth first. */
  default void walk(BiConsumer<String, Node> visitor) {
    for (Map.Entry<String, Node> entry : entries().entrySet()) {
      visitor.accept(entry.getKey(), entry.getValue());
      entry.getValue().walk(visitor);
    }
    for (Node item : items()) {
      item.walk(visitor);
    }
  }

  /** Every value below (at any depth) that stands under {@code key}. */
  default List<Node> below(String key) {
    List<Node> found = new ArrayList<>();
    walk((name, value) -> {
      if (name.equals(key)) {
        found.add(value);
      }
    });
    return found;
  }

  /** A mapping; of duplicate keys the last one counts, as in every tool that reads such files. */
  record Mapping(Place place, Map<String, Node> entries) implements Node {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public Node get(String key) {
      Node value = entries.get(key);
      return value == null ? new Missing(place) : value;
    }
  }

  /** A sequence. */
  record Sequence(Place place, List<Node> items) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public boolean isSequence() {
      return true;
    }
  }

  /**
   * A scalar.
   *
   * @param value null for YAML and JSON null
   */
  record Scalar(Place place, @Nullable String value) implements Node {
    @Override
    public Optional<String> text() {
      return Optional.ofNullable(value);
    }
  }

  /** What is not in the document. */
  record Missing(Place place) implements Node {
    @Override
    public boolean exists() {
      return false;
    }
  }
}
