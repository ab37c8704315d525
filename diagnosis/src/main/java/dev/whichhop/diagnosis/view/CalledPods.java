package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pod that a failed request was for: the one with the address that was called, else one behind
 * the Service with that address or name. Policies select pods, and see the pods' ports.
 */
public final class CalledPods {
  private final Bundle bundle;
  private final List<KubernetesObject> services;

  /**
   * What was called.
   *
   * @param pod null where the evidence does not know it
   * @param port of the pod; -1 where it is not known
   */
  public record Called(String address, @Nullable Pod pod, int port) {}

  public CalledPods(Bundle bundle) {
    this.bundle = bundle;
    this.services =
        bundle.objects("Service").stream().filter(one -> one.group().isEmpty()).toList();
  }

  public Called of(Observation failure) {
    String called = failure.upstreamHost().isEmpty() ? failure.authority() : failure.upstreamHost();
    String host = Addresses.host(called);
    int port = Addresses.port(called);
    Pod pod = Addresses.pod(bundle, called).orElse(null);
    if (pod != null) {
      return new Called(host, pod, port);
    }
    String name = Hosts.shortName(called, "");
    for (KubernetesObject service : services) {
      boolean address = service.spec().get("clusterIP").textOrEmpty().equals(host);
      boolean named = name.equals(service.name() + "." + service.namespace());
      if (address || named) {
        Pod behind = Backends.pods(bundle, service).stream().findFirst().orElse(null);
        return new Called(behind == null ? "" : behind.ip(), behind, targetPort(service, port));
      }
    }
    return new Called(host, null, port);
  }

  /** The pods' port behind a port of the Service; a name is not followed. */
  private static int targetPort(KubernetesObject service, int port) {
    for (Node one : service.spec().get("ports").items()) {
      if (port < 0 || one.get("port").whole().orElse(-2) == port) {
        Node target = one.get("targetPort");
        return target.exists()
            ? (int) target.whole().orElse(-1)
            : (int) one.get("port").whole().orElse(-1);
      }
    }
    return -1;
  }
}
