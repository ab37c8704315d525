package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;

/**
 * The YAML documents within a ConfigMap as objects of their own: {@code mesh} (Istio) as kind
 * {@code MeshConfig}, every other one as kind {@code ConfigMapValue} with the name {@code
 * configmap/key}.
 */
final class ConfigMapValues {
  /** Knative's ConfigMaps document themselves under {@code _example}; nothing in it is in force. */
  private static final String EXAMPLE = "_example";

  private ConfigMapValues() {}

  static void take(KubernetesObject map, BundleBuilder into, Problems problems) {
    map.root()
        .get("data")
        .entries()
        .forEach((key, value) -> {
          if (!key.startsWith(EXAMPLE)) {
            take(map, key, value, into, problems);
          }
        });
  }

  private static void take(
      KubernetesObject map, String key, Node value, BundleBuilder into, Problems problems) {
    boolean mesh = key.equals("mesh");
    // Most texts are not YAML and need not be; a mesh config that is broken is worth a word.
    EmbeddedYaml.mapping(value, mesh ? problems : new Problems())
        .ifPresent(root ->
            into.add(
                new KubernetesObject(
                    "",
                    mesh ? "MeshConfig" : "ConfigMapValue",
                    map.namespace(),
                    mesh ? map.name() : map.name() + "/" + key,
                    root)));
  }
}
