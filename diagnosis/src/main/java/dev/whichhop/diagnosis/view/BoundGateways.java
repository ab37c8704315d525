package dev.whichhop.diagnosis.view;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** VirtualServices for the hosts that failed, and the Istio Gateways that they name. */
public final class BoundGateways {
  private BoundGateways() {}

  /**
   * A Gateway as a VirtualService names it.
   *
   * @param found those of that namespace and name, none where it does not exist
   */
  public record Named(
      KubernetesObject route,
      Node place,
      String namespace,
      String name,
      List<KubernetesObject> found) {}

  /** Istio's Gateways; the Gateway API has a kind of the same name. */
  public static List<KubernetesObject> gateways(Bundle bundle) {
    return bundle.objects("Gateway").stream()
        .filter(one -> one.group().equals("networking.istio.io"))
        .toList();
  }

  /** What the VirtualServices for failing hosts name, without {@code mesh}. */
  public static List<Named> of(CaseFile file) {
    Set<String> failing = Hosts.failing(file.faultyRequests());
    List<KubernetesObject> gateways = gateways(file.bundle());
    List<Named> named = new ArrayList<>();
    for (KubernetesObject route : file.bundle().objects("VirtualService")) {
      boolean concerned =
          hosts(route).stream()
              .anyMatch(host -> failing.stream().anyMatch(one -> Hosts.same(host, one)));
      if (concerned) {
        for (Node gateway : route.spec().get("gateways").items()) {
          String text = gateway.textOrEmpty();
          int slash = text.indexOf('/');
          String namespace = slash < 0 ? route.namespace() : text.substring(0, slash);
          String name = text.substring(slash + 1);
          if (!text.equals("mesh")) {
            List<KubernetesObject> found =
                gateways.stream()
                    .filter(one -> one.namespace().equals(namespace) && one.name().equals(name))
                    .toList();
            named.add(new Named(route, gateway, namespace, name, found));
          }
        }
      }
    }
    return named;
  }

  static List<String> hosts(KubernetesObject route) {
    return route.spec().get("hosts").items().stream().map(Node::textOrEmpty).toList();
  }

  /**
   * True when a server of the Gateway takes one of the route's hosts from the route's namespace:
   * {@code host}, {@code namespace/host}, with {@code .} for the Gateway's own and {@code *} for
   * any (Istio, Gateway reference, Server.hosts).
   */
  public static boolean takes(KubernetesObject gateway, KubernetesObject route) {
    for (Node server : gateway.spec().get("servers").items()) {
      for (Node host : server.get("hosts").items()) {
        String text = host.textOrEmpty();
        int slash = text.indexOf('/');
        String from = slash < 0 ? "*" : text.substring(0, slash);
        boolean admitted =
            from.equals("*")
                || from.equals(route.namespace())
                || (from.equals(".") && route.namespace().equals(gateway.namespace()));
        String served = text.substring(slash + 1);
        if (admitted && hosts(route).stream().anyMatch(one -> meet(served, one))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean meet(String left, String right) {
    return left.equals(right) || covers(left, right) || covers(right, left);
  }

  private static boolean covers(String pattern, String host) {
    return pattern.equals("*") || (pattern.startsWith("*.") && host.endsWith(pattern.substring(1)));
  }
}
