package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.Node;
import java.util.List;

/** Listeners that a gateway opens for traffic from outside; empty for a sidecar's configuration. */
final class GatewayListeners {
  private GatewayListeners() {}

  static List<EnvoyResource> of(Bundle bundle) {
    List<EnvoyResource> listeners = bundle.envoy(EnvoyResource.Kind.LISTENER);
    List<String> sidecars =
        listeners.stream()
            .filter(one -> one.name().startsWith("virtualInbound") || port(one).equals("15006"))
            .map(EnvoyResource::proxy)
            .toList();
    return listeners.stream().filter(one -> !sidecars.contains(one.proxy())).toList();
  }

  /** The port it listens on; empty when the configuration does not say. */
  static String port(EnvoyResource listener) {
    Node socket = listener.root().get("address").any("socket_address", "socketAddress");
    return socket.any("port_value", "portValue").textOrEmpty();
  }
}
