package dev.whichhop.lint.rule;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.document.Documents;
import dev.whichhop.lint.text.Document;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * A document and the YAML that stands as text within it.
 *
 * @param root of the part
 * @param kind of the document, or {@code MeshConfig} and {@code ProxyConfig} for Istio's
 */
record Parts(Node root, String kind) {
  static final String PROXY_CONFIG_ANNOTATION = "proxy.istio.io/config";

  static List<Parts> of(Document document) {
    List<Parts> parts = new ArrayList<>();
    parts.add(new Parts(document.root(), document.kind()));
    embed(document.root().at("data", "mesh"), "MeshConfig", parts);
    document
        .root()
        .below(PROXY_CONFIG_ANNOTATION)
        .forEach(text -> embed(text, "ProxyConfig", parts));
    return parts;
  }

  private static void embed(Node text, String kind, List<Parts> into) {
    Documents.embedded(text, new Problems()).ifPresent(root -> into.add(new Parts(root, kind)));
  }
}
