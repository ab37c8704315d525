package dev.whichhop.lint.rule;

import dev.whichhop.lint.Findings;
import dev.whichhop.lint.Rule;
import dev.whichhop.lint.text.Content;
import dev.whichhop.lint.text.Document;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A drain that the kubelet cuts off, because the pod's grace period ends before it does. */
final class DrainAgainstGrace implements Rule {
  /** Kubernetes' default of {@code terminationGracePeriodSeconds}; seconds. */
  private static final double DEFAULT_GRACE = 30;

  @Override
  public void look(List<Content> contents, Findings into) {
    for (Content content : contents) {
      for (Document document : content.documents()) {
        pods(document, content, into);
      }
    }
  }

  /**
   * The drain stands in an annotation of the pod template, the grace period in the same template.
   */
  private static void pods(Document document, Content content, Findings into) {
    Node template = document.root().at("spec", "template");
    Node pod = template.exists() ? template : document.root();
    Node annotations = pod.at("metadata", "annotations");
    for (Parts part : Parts.of(document)) {
      Node drain = part.root().get("terminationDrainDuration");
      if (part.kind().equals("ProxyConfig")
          && drain.exists()
          && annotations.get(Parts.PROXY_CONFIG_ANNOTATION).exists()) {
        look(drain, pod.at("spec", "terminationGracePeriodSeconds"), content, into);
      }
    }
  }

  private static void look(Node drain, Node grace, Content content, Findings into) {
    OptionalDouble seconds = Amount.of(drain.textOrEmpty());
    double limit = Amount.of(grace.textOrEmpty()).orElse(DEFAULT_GRACE);
    if (seconds.isPresent() && seconds.getAsDouble() >= limit) {
      into.at(
          drain,
          "drain-longer-than-grace",
          Map.of(
              "drain",
              drain.textOrEmpty(),
              "grace",
              grace.exists() ? grace.textOrEmpty() + "s" : "30s"),
          content);
    }
  }
}
