package dev.whichhop.lint.rule;

import dev.whichhop.knowledge.KnownFields;
import dev.whichhop.lint.Findings;
import dev.whichhop.lint.Rule;
import dev.whichhop.lint.text.Content;
import dev.whichhop.lint.text.Document;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fields that a kind does not have. Kubernetes drops them without a word where validation is not
 * strict, and Istio drops them from the mesh configuration always.
 */
final class UnknownFields implements Rule {
  /** Names that stand in many places say nothing of where one belongs. */
  private static final Set<String> EVERYWHERE =
      Set.of(
          "name",
          "port",
          "number",
          "host",
          "mode",
          "type",
          "value",
          "key",
          "from",
          "to",
          "path",
          "protocol",
          "labels",
          "weight",
          "match",
          "uri",
          "url",
          "namespace",
          "http",
          "tcp",
          "tls");

  private static final int SHOWN = 12;

  private final Schemas schemas;

  UnknownFields(Schemas schemas) {
    this.schemas = schemas;
  }

  @Override
  public void look(List<Content> contents, Findings into) {
    for (Content content : contents) {
      for (Document document : content.documents()) {
        for (Schemas.Typed part : schemas.of(document)) {
          look(
              part.root(),
              part.fields(),
              new ArrayList<>(part.path()),
              part.table(),
              content,
              into);
        }
      }
    }
  }

  private void look(
      Node node,
      KnownFields fields,
      List<String> path,
      KnownFields.Table table,
      Content content,
      Findings into) {
    if (fields.takesAnything()) {
      return;
    }
    node.items().forEach(item -> look(item, fields, path, table, content, into));
    node.entries()
        .forEach((key, value) -> {
          Optional<KnownFields> known = fields.get(key).or(() -> snake(key, fields, table));
          if (known.isPresent()) {
            path.add(key);
            look(value, known.get(), path, table, content, into);
            path.removeLast();
          } else if (!key.startsWith("{{") && !key.startsWith("$")) {
            report(key, value, fields, path, table, content, into);
          }
        });
  }

  /** The mesh configuration is read as a protocol buffer, which takes {@code snake_case} too. */
  private static Optional<KnownFields> snake(
      String key, KnownFields fields, KnownFields.Table table) {
    if (!table.group().equals("istio") || key.indexOf('_') < 0) {
      return Optional.empty();
    }
    StringBuilder camel = new StringBuilder();
    for (int i = 0; i < key.length(); i++) {
      boolean upper = i > 0 && key.charAt(i - 1) == '_';
      if (key.charAt(i) != '_') {
        camel.append(upper ? Character.toUpperCase(key.charAt(i)) : key.charAt(i));
      }
    }
    return fields.get(camel.toString());
  }

  private void report(
      String key,
      Node value,
      KnownFields fields,
      List<String> path,
      KnownFields.Table table,
      Content content,
      Findings into) {
    String parent = path.isEmpty() ? table.kind() : String.join(".", path);
    Optional<String> nearest = Nearest.of(key, fields.names());
    if (nearest.isPresent()) {
      into.at(
          value,
          "misspelt-field",
          Map.of(
              "field", key, "parent", parent, "nearest", nearest.get(), "source", table.source()),
          content);
      return;
    }
    Optional<String> elsewhere =
        EVERYWHERE.contains(key) ? Optional.empty() : elsewhere(key, table);
    if (elsewhere.isPresent()) {
      into.at(
          value,
          "misplaced-field",
          Map.of(
              "field", key,
              "parent", parent,
              "where", elsewhere.get(),
              "kind", table.kind(),
              "source", table.source()),
          content);
      return;
    }
    into.at(
        value,
        "unknown-field",
        Map.of(
            "field",
            key,
            "parent",
            parent,
            "known",
            String.join(", ", fields.names().stream().limit(SHOWN).toList())
                + (fields.names().size() > SHOWN ? ", …" : ""),
            "source",
            table.source()),
        content);
  }

  /**
   * The nearest to the root of the places where a field of this name belongs. What is not known of
   * the proxy configuration may belong to the mesh configuration around it.
   */
  private Optional<String> elsewhere(String key, KnownFields.Table table) {
    Optional<String> mesh =
        table.group().equals("istio")
            ? schemas
                .table("istio", "MeshConfig")
                .filter(one -> one.fields().get(key).isPresent())
                .map(_ -> "meshConfig." + key)
            : Optional.empty();
    return mesh.or(() -> table.fields().pathsOf(key).stream().findFirst());
  }
}
