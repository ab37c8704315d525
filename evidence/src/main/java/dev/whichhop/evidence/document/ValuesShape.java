package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.Set;

/**
 * Values of a Helm chart, and the spec of an IstioOperator without its envelope. A {@code
 * meshConfig} within is an object of its own as well, as in a ConfigMap.
 */
public final class ValuesShape implements DocumentShape {
  /** Keys of Istio's charts (istio/istio, manifests/charts) that nothing else has. */
  private static final Set<String> TELLING =
      Set.of(
          "meshConfig",
          "pilot",
          "gateways",
          "sidecarInjectorWebhook",
          "istio_cni",
          "replicaCount",
          "podAnnotations",
          "autoscaling");

  /** Keys that most charts share; several of them together tell. */
  private static final Set<String> USUAL =
      Set.of(
          "affinity",
          "components",
          "controller",
          "defaults",
          "env",
          "fullnameOverride",
          "global",
          "hub",
          "image",
          "imagePullSecrets",
          "ingress",
          "labels",
          "livenessProbe",
          "nameOverride",
          "nodeSelector",
          "podSecurityContext",
          "profile",
          "readinessProbe",
          "resources",
          "revision",
          "securityContext",
          "service",
          "serviceAccount",
          "tag",
          "tolerations",
          "values");

  private static final int USUAL_NEEDED = 2;

  @Override
  public String format() {
    return "values";
  }

  @Override
  public boolean recognises(Node root) {
    Set<String> keys = root.entries().keySet();
    return keys.stream().anyMatch(TELLING::contains)
        || keys.stream().filter(USUAL::contains).count() >= USUAL_NEEDED;
  }

  @Override
  public void read(Node root, TextFile file, BundleBuilder into, Problems problems) {
    into.add(new KubernetesObject("", "Values", "", file.name(), root));
    Node mesh = root.get("meshConfig");
    if (!mesh.entries().isEmpty()) {
      into.add(new KubernetesObject("", "MeshConfig", "", "mesh", mesh));
    }
  }
}
