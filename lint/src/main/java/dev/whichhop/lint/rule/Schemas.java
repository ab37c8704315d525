package dev.whichhop.lint.rule;

import dev.whichhop.knowledge.KnownFields;
import dev.whichhop.lint.text.Document;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which known fields belong to which part of a document. */
final class Schemas {
  private final Map<String, KnownFields.Table> tables;

  /**
   * A part of a document with the fields that it can have.
   *
   * @param root of the part
   * @param table that its kind has
   * @param fields where in the table the part's root stands
   * @param path the same in words, empty for the root
   */
  record Typed(Node root, KnownFields.Table table, KnownFields fields, List<String> path) {}

  /** Keys by which a fragment without a kind is known, and where they belong. */
  private static final Map<String, List<String>> FRAGMENTS =
      Map.of(
          "trafficPolicy", List.of("spec"),
          "portLevelSettings", List.of("spec", "trafficPolicy"),
          "connectionPool", List.of("spec", "trafficPolicy"),
          "outlierDetection", List.of("spec", "trafficPolicy"));

  Schemas(Map<String, KnownFields.Table> tables) {
    this.tables = tables;
  }

  Optional<KnownFields.Table> table(String group, String kind) {
    return Optional.ofNullable(tables.get(group + "/" + kind));
  }

  /** The kinds of a group; empty when the group is none of ours. */
  List<String> kinds(String group) {
    return tables.values().stream()
        .filter(table -> table.group().equals(group))
        .map(KnownFields.Table::kind)
        .toList();
  }

  List<Typed> of(Document document) {
    List<Typed> typed = new ArrayList<>();
    Node root = document.root();
    if (!document.kind().isEmpty()) {
      table(document.group(), document.kind())
          .ifPresent(table -> typed.add(new Typed(root, table, table.fields(), List.of())));
    } else if (document.isFragment()) {
      fragment(root, typed);
    }
    for (Parts part : Parts.of(document)) {
      if (part.root() != root) {
        mesh(part.root(), part.kind(), typed);
      }
    }
    for (Node holder :
        List.of(root, root.get("spec"), root.at("spec", "values"), root.get("values"))) {
      mesh(holder.get("meshConfig"), "MeshConfig", typed);
    }
    if (document.kind().isEmpty()) {
      mesh(root.get("defaultConfig"), "ProxyConfig", typed);
    }
    return typed;
  }

  private void fragment(Node root, List<Typed> into) {
    FRAGMENTS.forEach((key, path) -> {
      Node spec = root.get("spec");
      Node holder = root.get(key).exists() ? root : spec.get(key).exists() ? spec : root.get(key);
      table("networking.istio.io", "DestinationRule")
          .ifPresent(table ->
              table
                  .fields()
                  .at(path)
                  .flatMap(fields -> fields.get(key))
                  .filter(_ -> holder.get(key).exists())
                  .ifPresent(fields -> {
                    List<String> full = new ArrayList<>(path);
                    full.add(key);
                    into.add(new Typed(holder.get(key), table, fields, full));
                  }));
    });
  }

  private void mesh(Node root, String kind, List<Typed> into) {
    if (!root.entries().isEmpty()) {
      table("istio", kind)
          .ifPresent(table -> into.add(new Typed(root, table, table.fields(), List.of())));
    }
  }
}
