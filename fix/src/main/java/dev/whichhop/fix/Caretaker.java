package dev.whichhop.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * Who keeps an object as its source says, and would revert what is changed in place: the change
 * belongs into that source.
 *
 * @param tool what it is
 * @param source the release, application or object that the tool makes it from
 */
public record Caretaker(Tool tool, String source) {
  public Caretaker {
    Objects.requireNonNull(tool);
    Objects.requireNonNull(source);
  }

  /** What makes objects from a source. */
  public enum Tool {
    /** An operator: the object has an owner that controls it. */
    OPERATOR,
    ARGO_CD,
    FLUX,
    HELM,
    ISTIOCTL
  }

  static List<Caretaker> of(JsonNode object) {
    List<Caretaker> found = new ArrayList<>();
    JsonNode metadata = object.path("metadata");
    JsonNode labels = metadata.path("labels");
    JsonNode annotations = metadata.path("annotations");
    for (JsonNode owner : metadata.path("ownerReferences")) {
      // Only a controller keeps the object as it wants it; other owners only delete it with them.
      if (owner.path("controller").asBoolean(false)) {
        found.add(
            new Caretaker(
                Tool.OPERATOR,
                owner.path("kind").asString("") + " " + owner.path("name").asString("")));
      }
    }
    // Argo CD, docs/user-guide/resource_tracking.md: the annotation is the default since 3.0,
    // "<application>:<group>/<kind>:<namespace>/<name>"; the label where it is configured so.
    String tracked = text(annotations, "argocd.argoproj.io/tracking-id");
    String instance = text(labels, "argocd.argoproj.io/instance");
    if (!tracked.isEmpty() || !instance.isEmpty()) {
      found.add(
          new Caretaker(Tool.ARGO_CD, tracked.isEmpty() ? instance : tracked.split(":", 2)[0]));
    }
    // Flux, kustomize-controller and helm-controller: docs/spec/v1/kustomizations.md (labels of
    // what they made).
    for (String group : List.of("kustomize.toolkit.fluxcd.io", "helm.toolkit.fluxcd.io")) {
      String name = text(labels, group + "/name");
      if (!name.isEmpty()) {
        found.add(new Caretaker(Tool.FLUX, text(labels, group + "/namespace") + "/" + name));
      }
    }
    // Helm, pkg/action/validate.go: label and annotations of every object of a release.
    String release = text(annotations, "meta.helm.sh/release-name");
    if (!release.isEmpty() || text(labels, "app.kubernetes.io/managed-by").equals("Helm")) {
      found.add(
          new Caretaker(
              Tool.HELM, text(annotations, "meta.helm.sh/release-namespace") + "/" + release));
    }
    // istioctl install, operator/pkg/manifest: label of what it made; "unknown" without a resource.
    String owning = text(labels, "install.operator.istio.io/owning-resource");
    if (!owning.isEmpty() && release.isEmpty()) {
      found.add(new Caretaker(Tool.ISTIOCTL, owning));
    }
    return List.copyOf(found);
  }

  private static String text(JsonNode labels, String key) {
    return labels.path(key).asString("");
  }
}
