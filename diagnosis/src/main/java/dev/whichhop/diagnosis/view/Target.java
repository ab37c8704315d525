package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Pod;
import java.util.List;

/**
 * A registered target of a load balancer, from {@code aws elbv2 describe-target-health}.
 *
 * @param group what separates target groups: one answer stands in one file
 * @param id instance id or address
 * @param port where traffic is sent; -1 when unknown
 * @param state {@code healthy}, {@code unhealthy}, {@code initial}, {@code draining}, …
 */
public record Target(String group, String id, int port, String state, Node root) {

  public static List<Target> of(Bundle bundle) {
    return bundle.aws("TargetHealthDescriptions").stream().map(Target::of).toList();
  }

  private static Target of(Node root) {
    String port = root.at("Target", "Port").textOrEmpty();
    return new Target(
        root.place().file() + ":" + port,
        root.at("Target", "Id").textOrEmpty(),
        (int) root.at("Target", "Port").whole().orElse(-1),
        root.at("TargetHealth", "State").textOrEmpty(),
        root);
  }

  public boolean healthy() {
    return state.equals("healthy");
  }

  /** Fails its health check; registering and draining targets do not count. */
  public boolean unhealthy() {
    return state.startsWith("unhealthy");
  }

  /** Name of the node that it is, or that its pod runs on; empty when the evidence cannot tell. */
  public String node(Machines machines, List<Pod> pods) {
    if (id.startsWith("i-")) {
      return machines.ofInstance(id).map(Machines.Machine::name).orElse("");
    }
    return pods.stream()
        .filter(pod -> pod.ip().equals(id) && !pod.node().isEmpty())
        .map(Pod::node)
        .findFirst()
        .or(() -> machines.withAddress(id).map(Machines.Machine::name))
        .orElse("");
  }

  public Evidence evidence() {
    return new Evidence(root.place(), "target " + id + (port < 0 ? "" : ":" + port) + " " + state);
  }
}
