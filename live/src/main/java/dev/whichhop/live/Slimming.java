package dev.whichhop.live;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Leaves out of an object what no check reads and what would fill the bundle, or tell what nobody
 * asked for.
 */
final class Slimming {
  /** A whole older copy of the object (kubectl, {@code pkg/util/apply.go}). */
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  /** Keys of Istio's ConfigMap that are mesh configuration; others hold charts and templates. */
  private static final List<String> MESH_KEYS = List.of("mesh", "meshNetworks");

  private Slimming() {}

  /**
   * Changes the object.
   *
   * @return false when nothing of it is wanted
   */
  static boolean slim(ObjectNode object, Resource resource) {
    JsonNode metadata = object.path("metadata");
    if (metadata.path("annotations") instanceof ObjectNode annotations) {
      annotations.remove(LAST_APPLIED);
    }
    // Who changed it and when stays; the list of fields is most of the bytes.
    for (JsonNode manager : metadata.path("managedFields")) {
      if (manager instanceof ObjectNode entry) {
        entry.remove("fieldsV1");
      }
    }
    return switch (resource.plural()) {
      case "nodes" -> {
        if (object.path("status") instanceof ObjectNode status) {
          status.remove("images");
        }
        yield true;
      }
      case "configmaps" -> isSettings(object);
      default -> true;
    };
  }

  /** Istio's mesh config (whatever the revision's suffix) and Knative's {@code config-…}. */
  private static boolean isSettings(ObjectNode map) {
    if (!(map.path("data") instanceof ObjectNode data)) {
      return false;
    }
    if (data.has("mesh")) {
      data.retain(MESH_KEYS);
      return true;
    }
    JsonNode metadata = map.path("metadata");
    String component = metadata.path("labels").path("app.kubernetes.io/name").asString("");
    boolean knative =
        component.startsWith("knative-")
            || component.startsWith("net-")
            || metadata.path("labels").has("serving.knative.dev/release");
    return knative && metadata.path("name").asString("").startsWith("config-");
  }
}
