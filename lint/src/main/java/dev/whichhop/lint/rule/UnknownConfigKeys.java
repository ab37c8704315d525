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
import java.util.stream.Collectors;

/**
 * Keys in Knative's ConfigMaps that Knative does not read, and fields beside {@code data} that a
 * ConfigMap does not have.
 */
final class UnknownConfigKeys implements Rule {
  /**
   * https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/config-map-v1
   */
  private static final Set<String> CONFIG_MAP =
      Set.of("apiVersion", "kind", "metadata", "data", "binaryData", "immutable");

  /** ConfigMaps whose parsers read dots and camel case of old beside the dashes of today. */
  private static final Set<String> OLD_SPELLINGS = Set.of("config-deployment", "config-network");

  private final Map<String, String> known = KnownNames.load("knative-config-keys");

  @Override
  public void look(List<Content> contents, Findings into) {
    for (Content content : contents) {
      for (Document document : content.documents()) {
        if (document.kind().equals("ConfigMap")) {
          look(document, content, into);
        }
      }
    }
  }

  private void look(Document document, Content content, Findings into) {
    document
        .root()
        .entries()
        .forEach((key, value) -> {
          if (!CONFIG_MAP.contains(key)) {
            into.at(value, "config-map-field", Map.of("field", key), content);
          }
        });
    // Knative Eventing has ConfigMaps of the same names.
    String namespace = document.root().at("metadata", "namespace").textOrEmpty();
    if (!namespace.isEmpty() && !namespace.equals("knative-serving")) {
      return;
    }
    String prefix = document.name() + "/";
    Set<String> keys =
        known.keySet().stream()
            .filter(name -> name.startsWith(prefix))
            .map(name -> name.substring(prefix.length()))
            .collect(Collectors.toSet());
    if (!keys.isEmpty()) {
      document
          .root()
          .get("data")
          .entries()
          .forEach((key, value) -> look(key, value, document.name(), keys, content, into));
    }
  }

  private static void look(
      String key, Node value, String map, Set<String> keys, Content content, Findings into) {
    // Keys of a pattern: loglevel.<component>, gateway.<namespace>.<name>, certificate names.
    if (keys.contains(key)
        || key.startsWith("_")
        || key.startsWith("loglevel.")
        || key.matches("(local-)?gateway\\..*")
        || map.equals("config-domain")
        || map.equals("config-logging")) {
      return;
    }
    String nearest = Nearest.of(key, keys).orElse("–");
    boolean legacy = OLD_SPELLINGS.contains(map) && Nearest.sameWords(key, nearest);
    into.at(
        value,
        legacy ? "legacy-config-key" : "unknown-config-key",
        Map.of("key", key, "map", map, "nearest", nearest),
        content);
  }
}
