package dev.whichhop.lint.rule;

import dev.whichhop.knowledge.KnownNames;
import dev.whichhop.lint.Findings;
import dev.whichhop.lint.Rule;
import dev.whichhop.lint.text.Content;
import dev.whichhop.lint.text.Document;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Annotations under a project's own prefix that the project does not know. */
final class UnknownAnnotations implements Rule {
  private static final List<String> PREFIXES =
      List.of(
          "sidecar.istio.io/",
          "proxy.istio.io/",
          "traffic.sidecar.istio.io/",
          "service.beta.kubernetes.io/aws-load-balancer-",
          "autoscaling.knative.dev/",
          "queue.sidecar.serving.knative.dev/");

  /** Annotations that take a port or a protocol and a port after a dot. */
  private static final Set<String> WITH_PORT =
      Set.of(
          "service.beta.kubernetes.io/aws-load-balancer-listener-attributes",
          "service.beta.kubernetes.io/aws-load-balancer-target-group-attributes");

  private final Map<String, String> known = new TreeMap<>();

  UnknownAnnotations() {
    for (String table :
        List.of(
            "istio-annotations",
            "istio-labels",
            "load-balancer-annotations",
            "load-balancer-annotations-cloud-provider",
            "knative-annotations")) {
      known.putAll(KnownNames.load(table));
    }
  }

  @Override
  public void look(List<Content> contents, Findings into) {
    for (Content content : contents) {
      for (Document document : content.documents()) {
        for (Node annotations : document.root().below("annotations")) {
          annotations.entries().forEach((name, value) -> look(name, value, content, into));
        }
      }
    }
  }

  private void look(String name, Node value, Content content, Findings into) {
    if (PREFIXES.stream().noneMatch(name::startsWith) || isKnown(name)) {
      return;
    }
    Nearest.of(name, known.keySet())
        .ifPresentOrElse(
            nearest ->
                into.at(
                    value,
                    "misspelt-annotation",
                    Map.of("annotation", name, "nearest", nearest),
                    content),
            () -> into.at(value, "unknown-annotation", Map.of("annotation", name), content));
  }

  private boolean isKnown(String name) {
    int dot = name.lastIndexOf('.');
    return known.containsKey(name)
        || (dot > name.indexOf('/') && WITH_PORT.contains(name.substring(0, dot)));
  }
}
