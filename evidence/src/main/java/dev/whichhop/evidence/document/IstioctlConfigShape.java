package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.Node;
import java.util.List;

/**
 * {@code istioctl proxy-config cluster|listener|route|endpoint -o json|yaml}: an array of xDS
 * resources, or one of them cut out with jq.
 *
 * <p>istioctl prints the resources themselves in camelCase, without the wrappers of {@code
 * /config_dump}.
 */
public final class IstioctlConfigShape implements DocumentShape {

  @Override
  public String format() {
    return "istioctl-proxy-config";
  }

  @Override
  public boolean recognises(Node root) {
    List<Node> resources = resources(root);
    return !resources.isEmpty()
        && resources.stream().allMatch(node -> EnvoyResourceShape.kind(node).isPresent());
  }

  private static List<Node> resources(Node root) {
    return root.entries().isEmpty() ? root.items() : List.of(root);
  }

  @Override
  public void read(Node root, TextFile file, BundleBuilder into, Problems problems) {
    String proxy = ProxyName.of(file);
    for (Node node : resources(root)) {
      EnvoyResourceShape.kind(node)
          .ifPresentOrElse(
              kind ->
                  into.add(
                      new EnvoyResource(kind, EnvoyResourceShape.name(kind, node), proxy, node)),
              () -> problems.report(node.place(), "expected a resource of Envoy"));
    }
  }
}
