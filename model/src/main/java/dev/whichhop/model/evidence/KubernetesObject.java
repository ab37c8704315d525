package dev.whichhop.model.evidence;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * One Kubernetes object from YAML or JSON, lists already taken apart.
 *
 * @param apiVersion as written, for example {@code networking.istio.io/v1beta1}
 * @param namespace empty for cluster-scoped objects and where the file does not say
 */
public record KubernetesObject(
    String apiVersion, String kind, String namespace, String name, Node root) {

  public Node spec() {
    return root.get("spec");
  }

  public Node status() {
    return root.get("status");
  }

  public Node metadata() {
    return root.get("metadata");
  }

  public String label(String key) {
    return root.at("metadata", "labels").get(key).textOrEmpty();
  }

  public String annotation(String key) {
    return root.at("metadata", "annotations").get(key).textOrEmpty();
  }

  /** The group part of {@link #apiVersion}, empty for the core group. */
  public String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  public Optional<Instant> created() {
    return instant(metadata().get("creationTimestamp"));
  }

  /** {@code kind/namespace/name}, or {@code kind/name} without a namespace. */
  public String reference() {
    return kind + "/" + (namespace.isEmpty() ? "" : namespace + "/") + name;
  }

  /** The instant in a field as the API server writes it; empty when it is something else. */
  public static Optional<Instant> instant(Node field) {
    try {
      return field.text().map(Instant::parse);
    } catch (DateTimeParseException notAnInstant) {
      return Optional.empty();
    }
  }
}
