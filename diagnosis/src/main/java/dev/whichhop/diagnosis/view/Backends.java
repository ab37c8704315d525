package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Pod;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The pods behind a Service, and the nodes that they run on. */
public final class Backends {
  private Backends() {}

  /** Services that something outside the cluster reaches: LoadBalancer and NodePort. */
  public static List<KubernetesObject> exposed(Bundle bundle) {
    return bundle.objects("Service").stream()
        .filter(one ->
            Set.of("LoadBalancer", "NodePort").contains(one.spec().get("type").textOrEmpty()))
        .toList();
  }

  /** Traffic from outside is delivered only on nodes with an endpoint of their own. */
  public static boolean localOnly(KubernetesObject service) {
    return service.spec().get("externalTrafficPolicy").textOrEmpty().equals("Local");
  }

  /** The Service that has this node port. */
  public static Optional<KubernetesObject> withNodePort(Bundle bundle, int port) {
    return port < 0
        ? Optional.empty()
        : bundle.objects("Service").stream()
            .filter(one ->
                one.spec().get("ports").items().stream()
                    .anyMatch(each -> each.get("nodePort").whole().orElse(-2) == port))
            .findFirst();
  }

  /** Pods that the Service selects; by name where only a table of pods is known. */
  public static List<Pod> pods(Bundle bundle, KubernetesObject service) {
    return bundle.pods().stream()
        .filter(pod -> pod.namespace().isEmpty() || pod.namespace().equals(service.namespace()))
        .filter(pod -> selects(service, pod))
        .toList();
  }

  private static boolean selects(KubernetesObject service, Pod pod) {
    KubernetesObject object = pod.object();
    if (object != null) {
      return service.spec().get("selector").entries().entrySet().stream()
          .allMatch(one -> object.label(one.getKey()).equals(one.getValue().textOrEmpty()));
    }
    return pod.name().startsWith(service.name() + "-");
  }

  /** Names of nodes with a ready endpoint of the Service, from endpoints, else from pods. */
  public static Set<String> nodesWithEndpoint(Bundle bundle, KubernetesObject service) {
    Set<String> nodes = new HashSet<>();
    for (KubernetesObject object : bundle.objects()) {
      if (!object.namespace().equals(service.namespace())) {
        continue;
      }
      if (object.kind().equals("Endpoints") && object.name().equals(service.name())) {
        for (Node subset : object.root().get("subsets").items()) {
          subset
              .get("addresses")
              .items()
              .forEach(one -> nodes.add(one.get("nodeName").textOrEmpty()));
        }
      } else if (object.kind().equals("EndpointSlice")
          && object.label("kubernetes.io/service-name").equals(service.name())) {
        object.root().get("endpoints").items().stream()
            .filter(one -> !one.at("conditions", "ready").textOrEmpty().equals("false"))
            .forEach(one -> nodes.add(one.get("nodeName").textOrEmpty()));
      }
    }
    pods(bundle, service).stream().filter(Pod::ready).map(Pod::node).forEach(nodes::add);
    nodes.remove("");
    return nodes;
  }
}
