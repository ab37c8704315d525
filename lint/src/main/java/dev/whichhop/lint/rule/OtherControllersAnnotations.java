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
import java.util.TreeSet;

/**
 * A Service that the cloud provider's own controller takes ({@code aws-load-balancer-type: nlb})
 * with annotations that only the AWS Load Balancer Controller reads, and values of its string maps
 * that it does not read as they were meant.
 */
final class OtherControllersAnnotations implements Rule {
  private static final String PREFIX = "service.beta.kubernetes.io/aws-load-balancer-";

  private static final Set<String> STRING_MAPS =
      Set.of(
          PREFIX + "target-group-attributes",
          PREFIX + "attributes",
          PREFIX + "listener-attributes",
          PREFIX + "additional-resource-tags");

  private final Set<String> onlyLoadBalancerController =
      new TreeSet<>(KnownNames.load("load-balancer-annotations").keySet());

  OtherControllersAnnotations() {
    onlyLoadBalancerController.removeAll(
        KnownNames.load("load-balancer-annotations-cloud-provider").keySet());
  }

  @Override
  public void look(List<Content> contents, Findings into) {
    for (Content content : contents) {
      for (Document document : content.documents()) {
        for (Node annotations : document.root().below("annotations")) {
          controller(document, annotations, content, into);
          annotations.entries().forEach((name, value) -> stringMap(name, value, content, into));
        }
      }
    }
  }

  private void controller(Document document, Node annotations, Content content, Findings into) {
    Node type = annotations.get(PREFIX + "type");
    if (!type.textOrEmpty().equals("nlb")
        || document.root().at("spec", "loadBalancerClass").exists()) {
      return;
    }
    annotations
        .entries()
        .forEach((name, value) -> {
          if (onlyLoadBalancerController.contains(bare(name))) {
            into.at(value, "annotation-of-other-controller", Map.of("annotation", name), content);
          }
        });
  }

  private static void stringMap(String name, Node value, Content content, Findings into) {
    String text = value.textOrEmpty().strip();
    if (STRING_MAPS.contains(bare(name)) && (text.contains("\n") || text.contains("#"))) {
      into.at(value, "string-map-on-lines", Map.of("annotation", name), content);
    }
  }

  /** Without the {@code .<port>} that some of them take. */
  private static String bare(String name) {
    int dot = name.lastIndexOf('.');
    return dot > name.indexOf('/') ? name.substring(0, dot) : name;
  }
}
