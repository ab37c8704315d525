package dev.whichhop.diagnosis.integration;

import dev.whichhop.diagnosis.view.Revisions;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Step;
import dev.whichhop.model.diagnosis.Step.Reply;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.Collection;
import java.util.List;

/**
 * Whether a DestinationRule applies to hosts that Knative made: one with a wildcard, or with the
 * name of a revision's Service. Knative itself makes none (knative facts 5), so its pools, breakers
 * and TLS modes come as a surprise there.
 */
final class Rules {
  private static final String ASK = "rules-spare-revisions";

  private Rules() {}

  static Step spareRevisions(Bundle bundle) {
    List<KubernetesObject> rules = bundle.objects("DestinationRule");
    Collection<Revisions.Revision> revisions = Revisions.of(bundle);
    if (rules.isEmpty() || revisions.isEmpty()) {
      String artefact = rules.isEmpty() ? "destinationrules" : "knative-objects";
      return Step.of(
          Hop.CONTROL_PLANE,
          ASK,
          Reply.UNSEEN,
          Phrase.of("artefact." + artefact + ".what"),
          List.of());
    }
    for (KubernetesObject rule : rules) {
      Node host = rule.spec().get("host");
      for (Revisions.Revision revision : revisions) {
        if (changesTraffic(rule) && covers(host.textOrEmpty(), rule.namespace(), revision)) {
          return Step.of(
              Hop.CONTROL_PLANE,
              ASK,
              Reply.NO,
              Phrase.of(
                  "integration.rule-covers",
                  "rule",
                  rule.reference(),
                  "host",
                  host.textOrEmpty(),
                  "revision",
                  revision.key()),
              List.of(host.evidence()));
        }
      }
    }
    return Step.of(
        Hop.CONTROL_PLANE,
        ASK,
        Reply.YES,
        Phrase.of("integration.rules-apart", "count", rules.size()),
        List.of());
  }

  /** Istio's own mTLS is what a sidecar does anyway. */
  private static boolean changesTraffic(KubernetesObject rule) {
    return !rule.spec().below("connectionPool").isEmpty()
        || !rule.spec().below("outlierDetection").isEmpty()
        || rule.spec().below("tls").stream()
            .anyMatch(one -> !one.get("mode").textOrEmpty().equals("ISTIO_MUTUAL"));
  }

  /** A short host belongs to the namespace of the rule. */
  private static boolean covers(String host, String namespace, Revisions.Revision revision) {
    String service = revision.name() + "." + revision.namespace() + ".svc.cluster.local";
    if (host.startsWith("*")) {
      return service.endsWith(host.substring(1));
    }
    return host.equals(service)
        || service.startsWith(host + ".svc")
        || !host.isEmpty()
            && host.equals(revision.name())
            && namespace.equals(revision.namespace());
  }
}
