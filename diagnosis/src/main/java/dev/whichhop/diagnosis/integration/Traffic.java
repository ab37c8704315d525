package dev.whichhop.diagnosis.integration;

import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Phrase;
import dev.whichhop.model.diagnosis.Step;
import dev.whichhop.model.diagnosis.Step.Reply;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether the revision that should answer is the one that does: from the Knative Service over its
 * VirtualService and the proxy's routes to the requests in the log. The first place where they
 * differ is the one to look at.
 */
final class Traffic {
  private final Bundle bundle;
  private final Map<String, Set<String>> served;

  private Traffic(Bundle bundle) {
    this.bundle = bundle;
    this.served = KnativeRoutes.served(bundle);
  }

  static Step agrees(Bundle bundle) {
    Traffic traffic = new Traffic(bundle);
    List<KubernetesObject> services =
        bundle.objects().stream()
            .filter(one -> one.group().equals("serving.knative.dev"))
            .filter(one -> one.kind().equals("Service"))
            .filter(one -> !one.status().get("traffic").items().isEmpty())
            .toList();
    Step good = null;
    for (KubernetesObject service : services) {
      Step step = traffic.of(service);
      if (step.reply() == Reply.NO) {
        return step;
      }
      good = good == null ? step : good;
    }
    return good == null
        ? Step.of(
            Hop.GATEWAY,
            "revisions-agree",
            Reply.UNSEEN,
            Phrase.of("artefact.knative-objects.what"),
            List.of())
        : good;
  }

  private Step of(KubernetesObject service) {
    Node created = service.status().get("latestCreatedRevisionName");
    Node ready = service.status().get("latestReadyRevisionName");
    if (created.exists() && !created.textOrEmpty().equals(ready.textOrEmpty())) {
      return no(
          "integration.newest-not-ready",
          service,
          created.textOrEmpty(),
          ready.textOrEmpty(),
          List.of(created.evidence(), ready.exists() ? ready.evidence() : created.evidence()));
    }
    Set<String> wanted = wanted(service);
    Optional<KubernetesObject> virtual =
        KnativeRoutes.atGateways(bundle).stream()
            .filter(one -> one.namespace().equals(service.namespace()))
            .filter(one -> one.name().equals(service.name() + "-ingress"))
            .findFirst();
    if (virtual.isPresent()) {
      Set<String> routed = new TreeSet<>(KnativeRoutes.weights(virtual.get()).keySet());
      if (!routed.equals(wanted)) {
        return no(
            "integration.virtual-service-differs",
            service,
            join(wanted),
            join(routed),
            List.of(
                service.status().get("traffic").evidence(),
                virtual.get().spec().get("http").evidence()));
      }
      for (String host : KnativeRoutes.hosts(virtual.get())) {
        Set<String> proxied = new TreeSet<>(served.getOrDefault(host, Set.of()));
        proxied.remove("");
        if (!proxied.isEmpty() && !proxied.equals(wanted)) {
          return no(
              "integration.proxy-differs",
              service,
              join(wanted),
              join(proxied),
              List.of(virtual.get().spec().get("http").evidence()));
        }
      }
    }
    return answered(service, wanted);
  }

  /** The requests for the service's host went to revisions that get traffic. */
  private Step answered(KubernetesObject service, Set<String> wanted) {
    Set<String> hosts = hosts(service);
    Set<String> seen = new TreeSet<>();
    List<Evidence> others = new ArrayList<>();
    for (Observation one : bundle.observations()) {
      String host = one.authority();
      int colon = host.indexOf(':');
      String revision = KnativeRoutes.revision(Hosts.ofCluster(one.upstreamCluster()));
      if (hosts.contains(colon < 0 ? host : host.substring(0, colon)) && !revision.isEmpty()) {
        seen.add(revision);
        if (!wanted.contains(revision) && others.isEmpty()) {
          others.add(one.evidence());
        }
      }
    }
    if (!others.isEmpty()) {
      seen.removeAll(wanted);
      return no("integration.other-answers", service, join(wanted), join(seen), others);
    }
    return Step.of(
        Hop.GATEWAY,
        "revisions-agree",
        Reply.YES,
        Phrase.of(
            "integration.revisions", "service", service.reference(), "revisions", join(wanted)),
        List.of(service.status().get("traffic").evidence()));
  }

  private static Set<String> wanted(KubernetesObject service) {
    Set<String> wanted = new TreeSet<>();
    for (Node target : service.status().get("traffic").items()) {
      if (target.get("percent").whole().orElse(0) > 0) {
        wanted.add(target.get("revisionName").textOrEmpty());
      }
    }
    return wanted;
  }

  private static Set<String> hosts(KubernetesObject service) {
    Set<String> hosts = new LinkedHashSet<>();
    for (Node url : List.of(service.status().get("url"), service.status().at("address", "url"))) {
      String text = url.textOrEmpty();
      int start = text.indexOf("://");
      if (start > 0) {
        hosts.add(text.substring(start + 3));
      }
    }
    return hosts;
  }

  private static Step no(
      String key, KubernetesObject service, String wanted, String seen, List<Evidence> evidence) {
    return Step.of(
        Hop.GATEWAY,
        "revisions-agree",
        Reply.NO,
        Phrase.of(key, "service", service.reference(), "wanted", wanted, "seen", seen),
        evidence);
  }

  private static String join(Set<String> names) {
    return names.isEmpty() ? "-" : String.join(", ", names);
  }
}
