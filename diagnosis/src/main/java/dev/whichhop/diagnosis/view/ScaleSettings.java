package dev.whichhop.diagnosis.view;

import dev.whichhop.diagnosis.view.Revisions.Revision;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import java.util.Optional;

/** What tells Knative's autoscaler how to scale a revision, as far as the evidence has it. */
public final class ScaleSettings {
  private static final String GROUP = "autoscaling.knative.dev/";

  /** Per cent of the limit of a pod, where nothing is set (knative facts 2.1). */
  private static final double UTILISATION = 70;

  private static final String OF_REVISION = "target-utilization-percentage";
  private static final String OF_CLUSTER = "container-concurrency-target-percentage";

  private ScaleSettings() {}

  /** A number in an annotation of the revision or of the service that it is of. */
  public static Optional<Node> annotation(Bundle bundle, Revision revision, String name) {
    return bundle.objects().stream()
        .filter(one -> one.group().endsWith("knative.dev"))
        .filter(one -> one.namespace().equals(revision.namespace()))
        .filter(one -> one.name().equals(revision.name()) || one.name().equals(revision.service()))
        .flatMap(one -> List.of(one.metadata(), one.spec().at("template", "metadata")).stream())
        .map(one -> one.get("annotations").get(GROUP + name))
        .filter(one -> one.number().isPresent())
        .findFirst();
  }

  /** A number of {@code config-autoscaler}. */
  public static Optional<Node> ofCluster(Bundle bundle, String key) {
    return bundle.objects("ConfigMap").stream()
        .filter(map -> map.name().equals("config-autoscaler"))
        .map((KubernetesObject map) -> map.root().get("data").get(key))
        .filter(one -> one.number().isPresent())
        .findFirst();
  }

  /** What sets {@link #utilisation}; empty where it is Knative's default. */
  public static Optional<Node> utilisationSetting(Bundle bundle, Revision revision) {
    return annotation(bundle, revision, OF_REVISION).or(() -> ofCluster(bundle, OF_CLUSTER));
  }

  /**
   * Per cent of its target at which a pod counts as full. The cluster's value may be a fraction,
   * the annotation is 1 to 100 (knative facts 2.1 and 4).
   */
  public static double utilisation(Bundle bundle, Revision revision) {
    Optional<Node> own = annotation(bundle, revision, OF_REVISION);
    if (own.isPresent()) {
      return own.get().number().orElse(UTILISATION);
    }
    double percent =
        ofCluster(bundle, OF_CLUSTER)
            .map(one -> one.number().orElse(UTILISATION))
            .orElse(UTILISATION);
    return percent <= 1 ? percent * 100 : percent;
  }
}
