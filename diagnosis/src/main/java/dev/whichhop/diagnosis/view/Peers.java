package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Side;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What stands at the other end of a proxy's upstream connection: another proxy, or the server. */
public final class Peers {
  private static final Set<String> PROXIES = Set.of("istio-proxy", "linkerd-proxy");

  /** queue-proxy's ports for requests (knative facts, ports); it is no mesh proxy. */
  private static final Set<Integer> QUEUE_PROXY = Set.of(8012, 8013, 8112);

  private final Bundle bundle;
  private final Set<String> behindSidecar = new HashSet<>();

  private Peers(Bundle bundle) {
    this.bundle = bundle;
    for (Observation one : bundle.observations()) {
      if (one.vantage().side() == Side.INBOUND && !one.downstreamLocalAddress().isEmpty()) {
        behindSidecar.add(Addresses.host(one.downstreamLocalAddress()));
      }
    }
  }

  public static Peers of(Bundle bundle) {
    return new Peers(bundle);
  }

  /** True when the peer is a sidecar proxy, false when it is the server; empty when unknown. */
  public Optional<Boolean> isProxy(Observation seen) {
    String host = Addresses.host(seen.upstreamHost());
    boolean local = host.startsWith("127.") || host.equals("::1");
    if (seen.vantage().side() == Side.INBOUND || local) {
      return Optional.of(false);
    }
    if (behindSidecar.contains(host)) {
      return Optional.of(true);
    }
    if (host.isEmpty() || QUEUE_PROXY.contains(Addresses.port(seen.upstreamHost()))) {
      return host.isEmpty() ? Optional.empty() : Optional.of(false);
    }
    Optional<Pod> pod = Addresses.pod(bundle, host);
    KubernetesObject object = pod.map(Pod::object).orElse(null);
    if (object != null) {
      return Optional.of(hasSidecar(object));
    }
    // A row of kubectl get pods tells only that one container cannot be application and proxy.
    return pod.isPresent() && pod.get().containers() == 1 ? Optional.of(false) : Optional.empty();
  }

  /** True when the pod has a proxy container, native sidecars (init containers) included. */
  public static boolean hasSidecar(KubernetesObject pod) {
    for (String list : new String[] {"containers", "initContainers"}) {
      for (Node container : pod.spec().get(list).items()) {
        if (PROXIES.contains(container.get("name").textOrEmpty())) {
          return true;
        }
      }
    }
    return false;
  }
}
