package dev.whichhop.diagnosis.integration;

import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Step;
import dev.whichhop.model.diagnosis.Step.Reply;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Knative's own objects say: ready or not, and which ingress they are for. */
final class Conditions {
  /** From the address that callers use down to what carries it. */
  private static final List<String> KINDS =
      List.of("Ingress", "Certificate", "Route", "Revision", "Service");

  /** config-network {@code ingress-class}, older {@code ingress.class}: knative facts 4. */
  private static final List<String> CLASS_KEYS = List.of("ingress-class", "ingress.class");

  private static final String DEFAULT_CLASS = "istio.ingress.networking.knative.dev";

  private static final List<String> CLASS_ANNOTATIONS =
      List.of("networking.knative.dev/ingress-class", "networking.knative.dev/ingress.class");

  private Conditions() {}

  static Step ready(Bundle bundle) {
    List<KubernetesObject> objects =
        bundle.objects().stream()
            .filter(one -> one.group().endsWith("knative.dev") && KINDS.contains(one.kind()))
            .filter(one -> !one.status().get("conditions").items().isEmpty())
            .toList();
    for (String kind : KINDS) {
      for (KubernetesObject object : objects) {
        if (object.kind().equals(kind)) {
          Node failed = notReady(object);
          if (failed.exists()) {
            List<Evidence> evidence = new ArrayList<>();
            evidence.add(failed.get("status").evidence());
            if (failed.get("message").exists()) {
              evidence.add(failed.get("message").evidence());
            }
            return Step.of(
                Hop.CONTROL_PLANE,
                "conditions",
                Reply.NO,
                Phrase.of(
                    "integration.not-ready",
                    "object",
                    object.reference(),
                    "reason",
                    failed.get("reason").textOrEmpty(),
                    "message",
                    failed.get("message").textOrEmpty()),
                evidence);
          }
        }
      }
    }
    return objects.isEmpty()
        ? unseen("conditions", "knative-objects")
        : Step.of(
            Hop.CONTROL_PLANE,
            "conditions",
            Reply.YES,
            Phrase.of("integration.all-ready", "count", objects.size()),
            List.of());
  }

  /** The condition Ready that is not True, of revisions only while they are routed to. */
  private static Node notReady(KubernetesObject object) {
    boolean unused =
        object.kind().equals("Revision")
            && !object.label("serving.knative.dev/routingState").equals("active");
    return object.status().get("conditions").items().stream()
        .filter(one -> one.get("type").textOrEmpty().equals("Ready"))
        .filter(one -> !one.get("status").isTrue() && !unused)
        .findFirst()
        .orElse(new Node.Missing(object.status().place()));
  }

  static Step ingressClass(Bundle bundle) {
    Map<String, Evidence> classes = new LinkedHashMap<>();
    Node configured = new Node.Missing(Place.file(""));
    boolean configurationSeen = false;
    for (KubernetesObject map : bundle.objects("ConfigMap")) {
      if (map.name().equals("config-network")) {
        configurationSeen = true;
        for (String key : CLASS_KEYS) {
          Node value = map.root().get("data").get(key);
          if (value.exists() && !configured.exists()) {
            configured = value;
          }
        }
      }
    }
    String expected = configured.text().orElse(DEFAULT_CLASS);
    for (KubernetesObject object : bundle.objects()) {
      // net-istio copies the annotation to the VirtualServices that it makes.
      if (object.group().endsWith("knative.dev") || KnativeRoutes.isOfKnative(object)) {
        for (String annotation : CLASS_ANNOTATIONS) {
          Node value = object.metadata().get("annotations").get(annotation);
          value.text().ifPresent(text -> classes.putIfAbsent(text, value.evidence()));
        }
      }
    }
    for (Map.Entry<String, Evidence> one : classes.entrySet()) {
      if (configurationSeen && !one.getKey().equals(expected)) {
        List<Evidence> evidence = new ArrayList<>(List.of(one.getValue()));
        if (configured.exists()) {
          evidence.add(configured.evidence());
        }
        return Step.of(
            Hop.CONTROL_PLANE,
            "ingress-class",
            Reply.NO,
            Phrase.of("integration.other-class", "class", one.getKey(), "expected", expected),
            evidence);
      }
    }
    if (!configurationSeen && classes.isEmpty()) {
      return unseen("ingress-class", "knative-config");
    }
    String used = classes.isEmpty() ? expected : classes.keySet().iterator().next();
    boolean istio = used.startsWith("istio.");
    return Step.of(
        Hop.CONTROL_PLANE,
        "ingress-class",
        istio ? Reply.YES : Reply.NO,
        Phrase.of(istio ? "integration.class" : "integration.not-istio", "class", used),
        configured.exists()
            ? List.of(configured.evidence())
            : classes.values().stream().limit(1).toList());
  }

  static Step unseen(String ask, String artefact) {
    return Step.of(
        Hop.CONTROL_PLANE,
        ask,
        Reply.UNSEEN,
        Phrase.of("artefact." + artefact + ".what"),
        List.of());
  }
}
