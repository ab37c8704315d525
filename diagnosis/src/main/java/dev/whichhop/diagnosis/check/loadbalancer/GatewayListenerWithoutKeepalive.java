package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import java.util.List;
import java.util.Set;

/**
 * No listener of the gateway asks for TCP keepalive, so nothing travels on a silent connection
 * between it and the client. Keepalive in a DestinationRule is for the other leg.
 */
final class GatewayListenerWithoutKeepalive implements Check {
  /** Linux SOL_SOCKET and SO_KEEPALIVE, as Envoy's socket_options name them. */
  private static final String SOL_SOCKET = "1";

  private static final String SO_KEEPALIVE = "9";

  @Override
  public String id() {
    return "gateway-listener-without-keepalive";
  }

  @Override
  public Hop hop() {
    return Hop.GATEWAY;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.ENVOY_CONFIGURATION);
  }

  @Override
  public Answer look(CaseFile file) {
    List<EnvoyResource> listeners = GatewayListeners.of(file.bundle());
    if (listeners.isEmpty()) {
      return Answer.blind("envoy-listeners");
    }
    for (EnvoyResource listener : listeners) {
      boolean set =
          listener.root().any("socket_options", "socketOptions").items().stream()
              .anyMatch(one ->
                  one.get("level").textOrEmpty().equals(SOL_SOCKET)
                      && one.get("name").textOrEmpty().equals(SO_KEEPALIVE));
      if (set || listener.root().any("tcp_keepalive", "tcpKeepalive").exists()) {
        return Answer.absent(listener.root().place().file(), listener.name());
      }
    }
    EnvoyResource first = listeners.getFirst();
    return Answer.found(
        first.name(), List.of(new Evidence(first.root().place(), "listener " + first.name())));
  }
}
