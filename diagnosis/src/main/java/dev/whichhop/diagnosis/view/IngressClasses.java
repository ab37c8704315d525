package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which ingress class Knative's Ingresses ask for, and where that stands: the annotation of the
 * Ingress, Route or Service, else {@code ingress-class} (formerly {@code ingress.class}) of
 * config-network.
 *
 * <p>Keys: knative.dev/networking pkg/apis/networking/register.go and pkg/config/config.go.
 */
public final class IngressClasses {
  private static final String[] ANNOTATIONS = {
    "networking.knative.dev/ingress.class", "networking.knative.dev/ingress-class"
  };
  private static final List<String> KINDS = List.of("Ingress", "Route", "Service");

  private IngressClasses() {}

  /** Each class once. */
  public static Map<String, Evidence> wanted(Bundle bundle) {
    Map<String, Evidence> found = new LinkedHashMap<>();
    for (String kind : KINDS) {
      for (KubernetesObject object : bundle.objects(kind)) {
        Node annotation = object.metadata().get("annotations").any(ANNOTATIONS);
        if (object.group().endsWith("knative.dev") && annotation.exists()) {
          found.putIfAbsent(annotation.textOrEmpty(), annotation.evidence());
        }
      }
    }
    for (KubernetesObject config : bundle.objects("ConfigMap")) {
      Node key = config.root().get("data").any("ingress-class", "ingress.class");
      if (config.name().equals("config-network") && key.exists()) {
        found.putIfAbsent(key.textOrEmpty(), key.evidence());
      }
    }
    return found;
  }
}
