package dev.whichhop.diagnosis.integration;

import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Step;
import dev.whichhop.model.diagnosis.Step.Reply;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether AuthorizationPolicies over Knative pods admit activator and autoscaler. Both come from
 * the namespace knative-serving: requests through the activator, {@code /healthz} of its probes and
 * {@code /metrics} of the scrapes (knative facts 5).
 */
final class Policies {
  private static final String SYSTEM = "knative-serving";
  private static final String ROOT = "istio-system";

  /** Fields by which a source names who is let in. */
  private static final List<String> IDENTITIES =
      List.of(
          "namespaces",
          "principals",
          "serviceAccounts",
          "requestPrincipals",
          "ipBlocks",
          "remoteIpBlocks");

  private Policies() {}

  static Step admit(Bundle bundle) {
    Set<String> namespaces = new TreeSet<>();
    for (KubernetesObject object : bundle.objects()) {
      if (object.group().equals("serving.knative.dev")) {
        namespaces.add(object.namespace());
      }
    }
    List<KubernetesObject> policies =
        bundle.objects("AuthorizationPolicy").stream()
            .filter(one -> namespaces.contains(one.namespace()) || one.namespace().equals(ROOT))
            .filter(Policies::ofPods)
            .toList();
    if (policies.isEmpty() || namespaces.isEmpty()) {
      return Step.of(
          Hop.SIDECAR,
          "policies-admit",
          Reply.UNSEEN,
          Phrase.of("artefact.mesh-policies.what"),
          List.of());
    }
    List<KubernetesObject> allowing =
        policies.stream().filter(one -> action(one).equals("ALLOW")).toList();
    boolean admitted =
        allowing.isEmpty()
            || allowing.stream()
                .anyMatch(one -> one.spec().get("rules").items().stream().anyMatch(Policies::open));
    if (!admitted) {
      KubernetesObject first = allowing.getFirst();
      return Step.of(
          Hop.SIDECAR,
          "policies-admit",
          Reply.NO,
          Phrase.of("integration.not-admitted", "policy", first.reference()),
          List.of(
              first.spec().get("rules").exists()
                  ? first.spec().get("rules").evidence()
                  : first.metadata().get("name").evidence()));
    }
    return Step.of(
        Hop.SIDECAR,
        "policies-admit",
        Reply.YES,
        Phrase.of("integration.admitted", "count", policies.size()),
        List.of());
  }

  /** A policy of a gateway's own pods says nothing of revisions. */
  private static boolean ofPods(KubernetesObject policy) {
    Node labels = policy.spec().at("selector", "matchLabels");
    return !labels.get("istio").exists();
  }

  private static String action(KubernetesObject policy) {
    return policy.spec().get("action").text().orElse("ALLOW");
  }

  /** True for a rule that lets the components of knative-serving in. */
  private static boolean open(Node rule) {
    List<Node> sources = rule.get("from").items();
    if (sources.isEmpty()) {
      return true;
    }
    for (Node from : sources) {
      Node source = from.get("source");
      boolean anybody = IDENTITIES.stream().noneMatch(one -> source.get(one).exists());
      boolean named =
          texts(source, "namespaces").stream()
                  .anyMatch(one -> one.equals(SYSTEM) || one.equals("*"))
              || texts(source, "principals").stream()
                  .anyMatch(one -> one.equals("*") || one.contains("/ns/" + SYSTEM + "/"))
              || texts(source, "serviceAccounts").stream()
                  .anyMatch(one -> one.startsWith(SYSTEM + "/"));
      if (anybody || named) {
        return true;
      }
    }
    return false;
  }

  private static List<String> texts(Node source, String field) {
    return source.get(field).items().stream().map(Node::textOrEmpty).toList();
  }
}
