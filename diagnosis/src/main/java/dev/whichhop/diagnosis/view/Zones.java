package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The availability zones of load balancers and of their targets. */
public final class Zones {
  private final Map<String, String> ofMachines;
  private final List<Node> subnets;
  private final Machines machines;
  private final List<Pod> pods;

  private Zones(
      Map<String, String> ofMachines, List<Node> subnets, Machines machines, List<Pod> pods) {
    this.ofMachines = Map.copyOf(ofMachines);
    this.subnets = List.copyOf(subnets);
    this.machines = machines;
    this.pods = pods;
  }

  public static Zones of(Bundle bundle) {
    Map<String, String> ofMachines = new HashMap<>();
    for (KubernetesObject node : bundle.objects("Node")) {
      String label = node.label("topology.kubernetes.io/zone");
      ofMachines.put(
          node.name(),
          label.isEmpty() ? node.label("failure-domain.beta.kubernetes.io/zone") : label);
    }
    for (Node instance : bundle.aws("Instances")) {
      ofMachines.put(
          instance.get("InstanceId").textOrEmpty(),
          instance.at("Placement", "AvailabilityZone").textOrEmpty());
    }
    for (Node one : bundle.aws("NetworkInterfaces")) {
      ofMachines.putIfAbsent(
          one.at("Attachment", "InstanceId").textOrEmpty(),
          one.get("AvailabilityZone").textOrEmpty());
    }
    ofMachines.remove("");
    return new Zones(ofMachines, bundle.aws("Subnets"), Machines.of(bundle), bundle.pods());
  }

  /** The zones in which the load balancers have an address, by {@code describe-load-balancers}. */
  public static List<Node> enabled(Bundle bundle) {
    List<Node> zones = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>();
    for (Node balancer : bundle.aws("LoadBalancers")) {
      for (Node zone : balancer.get("AvailabilityZones").items()) {
        if (names.add(zone.get("ZoneName").textOrEmpty())) {
          zones.add(zone.get("ZoneName"));
        }
      }
    }
    return zones;
  }

  /** The zone of a node by its name; empty when nothing tells it. */
  public String ofNode(String node) {
    return ofMachines.getOrDefault(node, "");
  }

  /** The zone of a target; empty when nothing tells it. */
  public String of(Target target) {
    String told = target.root().at("Target", "AvailabilityZone").textOrEmpty();
    if (!told.isEmpty() && !told.equals("all")) {
      return told;
    }
    String instance = ofMachines.getOrDefault(target.id(), "");
    if (!instance.isEmpty()) {
      return instance;
    }
    for (Node subnet : subnets) {
      if (Networks.isAddress(target.id())
          && Networks.contains(subnet.get("CidrBlock").textOrEmpty(), target.id())) {
        return subnet.get("AvailabilityZone").textOrEmpty();
      }
    }
    return ofMachines.getOrDefault(target.node(machines, pods), "");
  }
}
