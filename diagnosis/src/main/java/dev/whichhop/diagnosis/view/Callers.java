package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Side;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who made a request, from the caller's own transcript or log: address and node. */
public final class Callers {
  private record Place(String address, String node) {}

  private final List<Observation> calls;
  private final List<Pod> pods;
  private final Machines machines;
  private final Map<String, Place> places = new HashMap<>();

  private Callers(List<Observation> calls, List<Pod> pods, Machines machines) {
    this.calls = calls;
    this.pods = pods;
    this.machines = machines;
  }

  public static Callers of(Bundle bundle) {
    return new Callers(observations(bundle), bundle.pods(), Machines.of(bundle));
  }

  /** What callers themselves saw. */
  public static List<Observation> observations(Bundle bundle) {
    return bundle.observations().stream()
        .filter(one -> one.vantage().side() == Side.CALLER)
        .toList();
  }

  public List<Observation> calls() {
    return calls;
  }

  /** The caller's own address; empty when nothing tells it. */
  public String address(Observation call) {
    return place(call).address;
  }

  /** Name of the node that the caller runs on or is; empty when nothing tells it. */
  public String node(Observation call) {
    return place(call).node;
  }

  private Place place(Observation call) {
    String instance = call.vantage().instance();
    String told = Addresses.host(call.downstreamRemoteAddress());
    return places.computeIfAbsent(instance + " " + told, _ -> find(instance, told));
  }

  private Place find(String instance, String told) {
    for (Pod pod : pods) {
      if (pod.name().equals(instance) || !told.isEmpty() && pod.ip().equals(told)) {
        return new Place(told.isEmpty() ? pod.ip() : told, pod.node());
      }
    }
    String address = told.isEmpty() && Networks.isAddress(instance) ? instance : told;
    return machines
        .named(instance)
        .or(() -> machines.withAddress(address))
        .map(node -> new Place(address.isEmpty() ? node.address() : address, node.name()))
        .orElseGet(() -> new Place(address, ""));
  }
}
