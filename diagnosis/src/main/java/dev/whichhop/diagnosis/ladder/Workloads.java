package dev.whichhop.diagnosis.ladder;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The workloads of a bundle, by service. */
final class Workloads {
  static final Set<String> KINDS = Set.of("Deployment", "StatefulSet", "DaemonSet");

  private final List<KubernetesObject> workloads;
  private final List<KubernetesObject> services;

  private Workloads(List<KubernetesObject> workloads, List<KubernetesObject> services) {
    this.workloads = workloads;
    this.services = services;
  }

  static Workloads of(Bundle bundle) {
    return new Workloads(
        bundle.objects().stream().filter(one -> KINDS.contains(one.kind())).toList(),
        bundle.objects("Service").stream().filter(one -> one.group().isEmpty()).toList());
  }

  /** Templates that the service's selector selects or that have its name; else one of its pods. */
  List<Workload> of(Subject subject) {
    List<Workload> found = new ArrayList<>();
    Node selector =
        services.stream()
            .filter(one -> (one.name() + "." + one.namespace()).equals(subject.host()))
            .map(one -> one.spec().get("selector"))
            .findFirst()
            .orElse(new Node.Missing(dev.whichhop.model.evidence.Place.file("")));
    for (KubernetesObject one : workloads) {
      boolean same = one.namespace().equals(subject.namespace());
      if (same && (one.name().equals(subject.name()) || selects(selector, one))) {
        found.add(Workload.of(one));
      }
    }
    return found.isEmpty() ? ofPods(subject.pods()) : found;
  }

  /** The gateway's. */
  List<Workload> of(Surroundings around) {
    List<Workload> found = gateways(workloads);
    return found.isEmpty() ? ofPods(around.gatewayPods()) : found;
  }

  /** Those that run gateways, told by their template's label as Istio's charts set it. */
  static List<Workload> ofGateways(Bundle bundle) {
    return gateways(of(bundle).workloads);
  }

  private static List<Workload> gateways(List<KubernetesObject> workloads) {
    List<Workload> found = new ArrayList<>();
    for (KubernetesObject one : workloads) {
      String label = one.root().at("spec", "template", "metadata", "labels", "istio").textOrEmpty();
      if (label.endsWith("gateway") || one.name().contains("ingressgateway")) {
        found.add(Workload.of(one));
      }
    }
    return found;
  }

  /** By name; empty when the evidence does not have it. */
  List<Workload> named(String namespace, String name) {
    return workloads.stream()
        .filter(one -> one.namespace().equals(namespace) && one.name().equals(name))
        .map(Workload::of)
        .toList();
  }

  /** All pods of a service come from one template, so one of them tells. */
  private static List<Workload> ofPods(List<Pod> pods) {
    for (Pod pod : pods) {
      if (pod.object() != null) {
        return List.of(Workload.of(pod.object()));
      }
    }
    return List.of();
  }

  private static boolean selects(Node selector, KubernetesObject workload) {
    Map<String, Node> wanted = selector.entries();
    Node labels = workload.root().at("spec", "template", "metadata", "labels");
    return !wanted.isEmpty()
        && wanted.entrySet().stream()
            .allMatch(
                one -> labels.get(one.getKey()).textOrEmpty().equals(one.getValue().textOrEmpty()));
  }
}
