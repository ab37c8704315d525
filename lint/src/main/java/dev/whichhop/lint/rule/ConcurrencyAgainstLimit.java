package dev.whichhop.lint.rule;

import dev.whichhop.lint.Findings;
import dev.whichhop.lint.Rule;
import dev.whichhop.lint.text.Content;
import dev.whichhop.lint.text.Document;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** More Envoy workers than the container's CPU limit lets run: the cgroup throttles them. */
final class ConcurrencyAgainstLimit implements Rule {

  @Override
  public void look(List<Content> contents, Findings into) {
    for (Content content : contents) {
      for (Document document : content.documents()) {
        look(document, content, into);
      }
    }
  }

  private static void look(Document document, Content content, Findings into) {
    Node limit = limit(document.root());
    OptionalDouble cores = Amount.cores(limit.textOrEmpty());
    if (cores.isEmpty()) {
      return;
    }
    for (Parts part : Parts.of(document)) {
      for (Node workers : part.root().below("concurrency")) {
        if (workers.number().orElse(0) > Math.ceil(cores.getAsDouble())) {
          into.at(
              workers,
              "concurrency-over-cpu-limit",
              Map.of("concurrency", workers.textOrEmpty(), "limit", limit.textOrEmpty()),
              content);
        }
      }
    }
  }

  /** The proxy's CPU limit: annotation of the pod, Helm value, or the container itself. */
  private static Node limit(Node root) {
    List<Node> annotation = root.below("sidecar.istio.io/proxyCPULimit");
    if (!annotation.isEmpty()) {
      return annotation.getFirst();
    }
    for (Node holder : List.of(root, root.get("values"), root.at("spec", "values"))) {
      Node value = holder.at("global", "proxy", "resources", "limits", "cpu");
      if (value.exists()) {
        return value;
      }
    }
    for (Node containers : root.below("containers")) {
      for (Node container : containers.items()) {
        if (container.get("name").textOrEmpty().equals("istio-proxy")) {
          return container.at("resources", "limits", "cpu");
        }
      }
    }
    return root.get("no-limit");
  }
}
