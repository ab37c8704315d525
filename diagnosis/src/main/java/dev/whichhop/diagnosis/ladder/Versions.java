package dev.whichhop.diagnosis.ladder;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Pod;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions of Istio and Knative in use, from images and labels. */
final class Versions {
  private static final Pattern ISTIO_IMAGE =
      Pattern.compile("/(?:proxyv2|pilot|proxy_init):v?(\\d+\\.\\d+(?:\\.\\d+)?)");

  private final Map<String, String> versions = new TreeMap<>();

  static Versions of(Bundle bundle) {
    Versions found = new Versions();
    for (Pod pod : bundle.pods()) {
      KubernetesObject object = pod.object();
      if (object != null) {
        found.take(object);
      }
    }
    return found;
  }

  private void take(KubernetesObject pod) {
    for (String list : new String[] {"containers", "initContainers"}) {
      for (Node container : pod.spec().get(list).items()) {
        Matcher image = ISTIO_IMAGE.matcher(container.get("image").textOrEmpty());
        if (image.find()) {
          versions.putIfAbsent("istio", image.group(1));
        }
      }
    }
    if (pod.label("app.kubernetes.io/name").equals("knative-serving")) {
      versions.putIfAbsent("knative", pod.label("app.kubernetes.io/version"));
    }
  }

  /** Empty when nothing tells it. */
  String of(String product) {
    return versions.getOrDefault(product, "");
  }
}
