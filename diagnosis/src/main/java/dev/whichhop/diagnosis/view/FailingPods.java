package dev.whichhop.diagnosis.view;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Side;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The pods that the failing requests were for: by the address that a proxy called, by the Service
 * of the cluster that it chose, by the host that the caller wrote and a VirtualService that routes
 * it. Where nothing names them, all pods of applications.
 */
public final class FailingPods {
  /** What runs here serves the cluster, not callers. */
  private static final Set<String> SYSTEM =
      Set.of("istio-system", "kube-system", "knative-serving", "cert-manager");

  private final List<KubernetesObject> routes;
  private final List<KubernetesObject> known;
  private final Set<String> addresses = new HashSet<>();

  /** {@code service.namespace}; the namespace is missing where the caller left it out. */
  private final Set<String> services = new LinkedHashSet<>();

  private FailingPods(Bundle bundle) {
    routes = bundle.objects("VirtualService");
    known = bundle.objects("Service").stream().filter(one -> one.group().isEmpty()).toList();
  }

  public static FailingPods of(CaseFile file) {
    FailingPods failing = new FailingPods(file.bundle());
    Set<String> hosts = new LinkedHashSet<>();
    for (Observation failure : file.failures()) {
      failing.addAddresses(failure);
      hosts.add(Hosts.ofCluster(failure.upstreamCluster()));
      // The server name between two sidecars: outbound_.8080_._.web.shop.svc.cluster.local.
      int name = failure.serverName().lastIndexOf("_.");
      hosts.add(name < 0 ? "" : failure.serverName().substring(name + 2));
      hosts.add(failure.authority());
    }
    hosts.remove("");
    hosts.forEach(failing::addHost);
    return failing;
  }

  private void addAddresses(Observation failure) {
    addresses.add(Addresses.host(failure.upstreamHost()));
    if (failure.vantage().side() == Side.INBOUND) {
      addresses.add(Addresses.host(failure.downstreamLocalAddress()));
    }
    addresses.remove("");
    addresses.remove("127.0.0.1");
  }

  /**
   * A Service's own name, or a host of the world: the destinations of the VirtualServices for it.
   */
  private void addHost(String host) {
    String name = Hosts.shortName(host, "");
    if (host.contains(".svc") || known.stream().anyMatch(one -> isNamed(one, name))) {
      services.add(name);
    }
    for (KubernetesObject route : routes) {
      boolean matches =
          route.spec().get("hosts").items().stream()
              .anyMatch(one -> Hosts.same(one.textOrEmpty(), host));
      if (matches) {
        for (Node destination : route.spec().below("destination")) {
          services.add(Hosts.shortName(destination.get("host").textOrEmpty(), route.namespace()));
        }
      }
    }
  }

  private static boolean isNamed(KubernetesObject service, String name) {
    return name.equals(service.name()) || name.equals(service.name() + "." + service.namespace());
  }

  /** {@code service} or {@code service.namespace} of the failing requests, as far as named. */
  public Set<String> services() {
    return services;
  }

  /** True when the failures name a Service or an address. */
  public boolean named() {
    return !services.isEmpty() || !addresses.isEmpty();
  }

  /** True for a pod that failing requests were for, and for every application's when unknown. */
  public boolean concern(Pod pod) {
    if (!named()) {
      return !SYSTEM.contains(pod.namespace());
    }
    return (!pod.ip().isEmpty() && addresses.contains(pod.ip()))
        || services.stream().anyMatch(service -> serves(pod, service));
  }

  /** True for a Service that failing requests were for. */
  public boolean concern(String namespace, String service) {
    return services.contains(service + "." + namespace) || services.contains(service);
  }

  private boolean serves(Pod pod, String service) {
    int dot = service.indexOf('.');
    String name = dot < 0 ? service : service.substring(0, dot);
    String namespace = dot < 0 ? "" : service.substring(dot + 1);
    if (!namespace.isEmpty() && !pod.namespace().isEmpty() && !pod.namespace().equals(namespace)) {
      return false;
    }
    KubernetesObject object = pod.object();
    List<Node> selectors =
        known.stream()
            .filter(one -> one.name().equals(name) && concern(one.namespace(), one.name()))
            .map(one -> one.spec().get("selector"))
            .filter(one -> !one.entries().isEmpty())
            .toList();
    return selectors.isEmpty() || object == null
        ? pod.name().startsWith(name + "-")
        : selectors.stream()
            .anyMatch(selector ->
                selector.entries().entrySet().stream()
                    .allMatch(
                        one -> object.label(one.getKey()).equals(one.getValue().textOrEmpty())));
  }
}
