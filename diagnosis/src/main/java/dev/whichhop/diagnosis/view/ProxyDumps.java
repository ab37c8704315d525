package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Effective configuration of proxies, gateways and sidecars told apart. */
public final class ProxyDumps {
  /** Istio's listener for all that a sidecar receives (istio-envoy facts 3, local ports). */
  private static final String INBOUND_PORT = "15006";

  private final List<EnvoyResource> listeners;
  private final List<EnvoyResource> clusters;
  private final Set<String> sidecars = new HashSet<>();

  /** By the short name of their host: a dump has some clusters of each and many hosts. */
  private final Map<String, List<EnvoyResource>> outbound = new LinkedHashMap<>();

  private ProxyDumps(List<EnvoyResource> listeners, List<EnvoyResource> clusters) {
    this.listeners = listeners;
    this.clusters = clusters;
    for (EnvoyResource listener : listeners) {
      if (listener.name().startsWith("virtualInbound") || port(listener).equals(INBOUND_PORT)) {
        sidecars.add(listener.proxy());
      }
    }
    for (EnvoyResource cluster : clusters) {
      if (cluster.name().startsWith("inbound|")) {
        sidecars.add(cluster.proxy());
      } else if (cluster.name().startsWith("outbound|")) {
        String host = Hosts.shortName(Hosts.ofCluster(cluster.name()), "");
        outbound.computeIfAbsent(host, _ -> new ArrayList<>()).add(cluster);
      }
    }
  }

  public static ProxyDumps of(Bundle bundle) {
    return new ProxyDumps(
        bundle.envoy(EnvoyResource.Kind.LISTENER), bundle.envoy(EnvoyResource.Kind.CLUSTER));
  }

  /** Listeners of gateways: those of proxies that receive nothing for an application. */
  public List<EnvoyResource> gatewayListeners() {
    return listeners.stream().filter(one -> !sidecars.contains(one.proxy())).toList();
  }

  /** The listeners by which sidecars receive requests. */
  public List<EnvoyResource> inboundListeners() {
    return listeners.stream()
        .filter(one -> one.name().startsWith("virtualInbound") || port(one).equals(INBOUND_PORT))
        .toList();
  }

  /** Clusters {@code outbound|port|subset|host} of the host {@code service.namespace}. */
  public List<EnvoyResource> outbound(String host) {
    return outbound.entrySet().stream()
        .filter(one -> Hosts.same(one.getKey(), host))
        .flatMap(one -> one.getValue().stream())
        .toList();
  }

  /** Clusters {@code inbound|port||} of the proxies of these pods. */
  public List<EnvoyResource> inbound(List<String> pods) {
    return clusters.stream()
        .filter(one -> one.name().startsWith("inbound|"))
        .filter(one -> pods.stream().anyMatch(pod -> one.proxy().contains(pod)))
        .toList();
  }

  /** The idle time-outs below {@code common_http_protocol_options} of a listener or cluster. */
  public static List<Node> idleTimeouts(Node root) {
    List<Node> found = new ArrayList<>();
    for (String options : List.of("common_http_protocol_options", "commonHttpProtocolOptions")) {
      for (Node one : root.below(options)) {
        Node timeout = one.any("idle_timeout", "idleTimeout");
        if (timeout.exists()) {
          found.add(timeout);
        }
      }
    }
    return found;
  }

  private static String port(EnvoyResource listener) {
    Node socket = listener.root().get("address").any("socket_address", "socketAddress");
    return socket.any("port_value", "portValue").textOrEmpty();
  }
}
