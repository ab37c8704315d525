package dev.whichhop.lint.rule;

import dev.whichhop.lint.Findings;
import dev.whichhop.lint.Rule;
import dev.whichhop.lint.text.Content;
import dev.whichhop.lint.text.Document;
import java.util.List;
import java.util.Map;

/** Kinds that Istio, Knative Serving and the Gateway API do not have, and API versions of old. */
final class UnknownKinds implements Rule {
  private final Schemas schemas;

  UnknownKinds(Schemas schemas) {
    this.schemas = schemas;
  }

  @Override
  public void look(List<Content> contents, Findings into) {
    for (Content content : contents) {
      for (Document document : content.documents()) {
        look(document, content, into);
      }
    }
  }

  private void look(Document document, Content content, Findings into) {
    String group = document.group();
    String kind = document.kind();
    List<String> kinds = schemas.kinds(group);
    boolean unknown =
        kinds.isEmpty()
            ? kind.startsWith("Istio")
                && group.endsWith("istio.io")
                && !kind.equals("IstioOperator")
            : !kinds.contains(kind);
    if (unknown && !kind.isEmpty()) {
      into.at(
          document.root().get("kind"),
          "unknown-kind",
          Map.of("kind", kind, "group", group, "known", String.join(", ", kinds)),
          content);
    }
    // Of the kinds that have a later version; EnvoyFilter never got one.
    String version = document.root().get("apiVersion").textOrEmpty();
    if (version.equals("networking.istio.io/v1alpha3")
        && schemas
            .table(group, kind)
            .filter(table -> table.versions().contains("v1"))
            .isPresent()) {
      into.at(
          document.root().get("apiVersion"),
          "old-api-version",
          Map.of("version", version, "kind", kind),
          content);
    }
  }
}
