package dev.whichhop.lint.text;

import dev.whichhop.model.evidence.Node;
import java.util.Set;

/**
 * A YAML or JSON document, whole or a fragment of one.
 *
 * @param root its root, a mapping
 * @param context what it stands under in a runbook, empty in a manifest
 */
public record Document(Node root, String context) {

  /** Keys that Envoy's own pages have and manifests do not. */
  private static final Set<String> ENVOY =
      Set.of("edsClusterConfig", "circuitBreakers", "transportSocketMatches", "configs", "@type");

  /** True for a piece of a manifest without a kind; not for what Envoy prints. */
  public boolean isFragment() {
    return kind().isEmpty() && ENVOY.stream().noneMatch(key -> root.get(key).exists());
  }

  /** The {@code kind}; empty for fragments. */
  public String kind() {
    return root.get("kind").textOrEmpty();
  }

  /** The API group; empty for core objects and fragments. */
  public String group() {
    String version = root.get("apiVersion").textOrEmpty();
    return version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
  }

  /** {@code metadata.name}, or empty. */
  public String name() {
    return root.at("metadata", "name").textOrEmpty();
  }
}
