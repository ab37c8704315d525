package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Observation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The addresses at both ends of callers' requests, told apart by whether requests failed there.
 *
 * @param failing an end of at least one failed call
 * @param spared ends of calls that all succeeded
 */
public record Ends(Set<String> failing, Set<String> spared) {

  public static Ends of(Bundle bundle) {
    Callers callers = Callers.of(bundle);
    Machines machines = Machines.of(bundle);
    Map<String, Set<String>> behind = new HashMap<>();
    Set<String> failing = new HashSet<>();
    Set<String> spared = new HashSet<>();
    Set<String> failingServers = new HashSet<>();
    Set<String> sparedServers = new HashSet<>();
    for (Observation call : callers.calls()) {
      String caller = callers.address(call);
      Set<String> servers =
          behind.computeIfAbsent(call.authority(), to -> servers(bundle, machines, to));
      (call.failed() ? failingServers : sparedServers).addAll(servers);
      if (!caller.isEmpty()) {
        (call.failed() ? failing : spared).add(caller);
      }
    }
    spared.removeAll(failing);
    sparedServers.removeAll(failingServers);
    failing.addAll(failingServers);
    spared.addAll(sparedServers);
    return new Ends(failing, spared);
  }

  /** The pods that the call was for: named by address, or behind a node port of a node. */
  private static Set<String> servers(Bundle bundle, Machines machines, String authority) {
    String host = Addresses.host(authority);
    Set<String> addresses = new HashSet<>();
    Optional<Machines.Machine> node = machines.withAddress(host);
    // A pod in the host's network has the node's address; a call to that is a call to the node.
    if (node.isEmpty() && bundle.pods().stream().anyMatch(pod -> pod.ip().equals(host))) {
      addresses.add(host);
    }
    Optional<KubernetesObject> service = Backends.withNodePort(bundle, Addresses.port(authority));
    if (node.isPresent() && service.isPresent()) {
      boolean local = Backends.localOnly(service.get());
      Backends.pods(bundle, service.get()).stream()
          .filter(pod -> !local || pod.node().equals(node.get().name()))
          .forEach(pod -> addresses.add(pod.ip()));
    }
    return addresses;
  }
}
