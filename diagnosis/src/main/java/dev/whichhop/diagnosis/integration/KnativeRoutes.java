package dev.whichhop.diagnosis.integration;

import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The VirtualServices that net-istio makes in the namespace of the Knative Service, and the routes
 * of gateway proxies (knative facts 5; Knative docs, "Debugging issues with your application").
 */
final class KnativeRoutes {
  private static final String LABEL = "networking.internal.knative.dev/ingress";

  private KnativeRoutes() {}

  /** VirtualServices of Knative that stand at a gateway, not only in the mesh. */
  static List<KubernetesObject> atGateways(Bundle bundle) {
    return bundle.objects("VirtualService").stream()
        .filter(KnativeRoutes::isOfKnative)
        .filter(one -> !gateways(one).isEmpty())
        .toList();
  }

  static boolean isOfKnative(KubernetesObject service) {
    return !service.label(LABEL).isEmpty()
        || service.metadata().get("ownerReferences").items().stream()
            .anyMatch(one ->
                one.get("apiVersion").textOrEmpty().startsWith("networking.internal.knative.dev"));
  }

  /** The Gateways that a VirtualService names, {@code namespace/name}. */
  static Set<String> gateways(KubernetesObject service) {
    Set<String> gateways = new LinkedHashSet<>();
    for (Node one : service.spec().get("gateways").items()) {
      String name = one.textOrEmpty();
      if (!name.equals("mesh") && !name.isEmpty()) {
        gateways.add(name.contains("/") ? name : service.namespace() + "/" + name);
      }
    }
    return gateways;
  }

  /** Revisions by the part of requests that a VirtualService sends them, in percent. */
  static Map<String, Long> weights(KubernetesObject service) {
    Map<String, Long> weights = new LinkedHashMap<>();
    for (Node http : service.spec().get("http").items()) {
      List<Node> routes = http.get("route").items();
      boolean tagged = http.below("headers").stream().anyMatch(KnativeRoutes::isTag);
      if (tagged) {
        continue;
      }
      for (Node route : routes) {
        long weight = routes.size() == 1 ? 100 : route.get("weight").whole().orElse(0);
        String revision = revision(route.at("destination", "host").textOrEmpty());
        if (weight > 0) {
          weights.merge(revision, weight, Math::max);
        }
      }
    }
    return weights;
  }

  /** A route that only requests with a tag header take. */
  private static boolean isTag(Node headers) {
    return headers.get("Knative-Serving-Tag").exists();
  }

  /** {@code hello-00002.shop.svc.cluster.local} as {@code hello-00002}. */
  static String revision(String host) {
    String name = Hosts.shortName(host, "");
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /** What gateway proxies serve: domain without a port, to the hosts of its clusters. */
  static Map<String, Set<String>> served(Bundle bundle) {
    Map<String, Set<String>> served = new LinkedHashMap<>();
    for (EnvoyResource routes : bundle.envoy(EnvoyResource.Kind.ROUTE)) {
      if (!ofGateway(routes.name())) {
        continue;
      }
      for (Node host : routes.root().any("virtual_hosts", "virtualHosts").items()) {
        Set<String> clusters = new LinkedHashSet<>();
        for (Node cluster : host.below("cluster")) {
          cluster.text().ifPresent(name -> clusters.add(revision(Hosts.ofCluster(name))));
        }
        for (Node weighted : host.below("clusters")) {
          for (Node one : weighted.items()) {
            clusters.add(revision(Hosts.ofCluster(one.get("name").textOrEmpty())));
          }
        }
        for (Node domain : host.get("domains").items()) {
          served
              .computeIfAbsent(withoutPort(domain.textOrEmpty()), _ -> new LinkedHashSet<>())
              .addAll(clusters);
        }
      }
    }
    for (Table table : bundle.tables("proxy-config-routes")) {
      for (Table.Row row : table.rows()) {
        if (ofGateway(row.cell("NAME"))) {
          for (String domain : row.cell("DOMAINS").split("[, ]+")) {
            served.computeIfAbsent(withoutPort(domain), _ -> new LinkedHashSet<>());
          }
        }
      }
    }
    served.remove("");
    return served;
  }

  /** Istio names the routes of gateways after protocol and port, {@code http.8080}. */
  private static boolean ofGateway(String name) {
    return name.startsWith("http.") || name.startsWith("https.");
  }

  static boolean serves(Set<String> domains, String host) {
    return domains.stream()
        .anyMatch(domain ->
            domain.equals("*")
                || domain.equals(host)
                || domain.startsWith("*.") && host.endsWith(domain.substring(1)));
  }

  private static String withoutPort(String domain) {
    int colon = domain.lastIndexOf(':');
    return colon > 0 && domain.indexOf(':') == colon ? domain.substring(0, colon) : domain;
  }

  /** The hosts of some VirtualServices, in their order. */
  static List<String> hosts(KubernetesObject service) {
    List<String> hosts = new ArrayList<>();
    service.spec().get("hosts").items().forEach(one -> hosts.add(one.textOrEmpty()));
    return hosts;
  }
}
