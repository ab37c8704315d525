package dev.whichhop.lint.rule;

import dev.whichhop.lint.Findings;
import dev.whichhop.lint.Rule;
import dev.whichhop.lint.text.Content;
import dev.whichhop.lint.text.Document;
import dev.whichhop.model.evidence.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two DestinationRules for one host in one namespace: of the two top-level traffic policies only
 * that of the rule created first is in force (mergeDestinationRule in
 * istio/istio:pilot/pkg/model/destination_rule.go).
 */
final class SameHostTwice implements Rule {

  @Override
  public void look(List<Content> contents, Findings into) {
    Map<String, Document> first = new HashMap<>();
    for (Content content : contents) {
      for (Document document : content.documents()) {
        Node spec = document.root().get("spec");
        String host = spec.get("host").textOrEmpty();
        if (!document.kind().equals("DestinationRule")
            || host.isEmpty()
            || spec.get("trafficPolicy").entries().isEmpty()
            || spec.get("workloadSelector").exists()) {
          continue;
        }
        String namespace = document.root().at("metadata", "namespace").textOrEmpty();
        // Left to the current context, it is the same one at least within a file.
        String scope = namespace.isEmpty() ? content.file() + "\n" : namespace;
        Document other = first.putIfAbsent(scope + "/" + host, document);
        // The same object again, as in a runbook that shows before and after, is no second one.
        if (other != null && !other.name().equals(document.name())) {
          into.at(
              spec.get("host"),
              "same-host-twice",
              Map.of("host", host, "first", other.name(), "second", document.name()),
              content);
        }
      }
    }
  }
}
