package dev.whichhop.diagnosis.check.tls;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.diagnosis.view.Machines;
import dev.whichhop.diagnosis.view.Machines.Machine;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Side;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a sidecar rejected for want of mutual TLS are kubelet's probes: they come from the pod's own
 * node to a port that kubelet probes, as the pod object tells or the event of the failed probe
 * ({@code read tcp NODE:51102->POD:8080}).
 */
final class RejectedConnectionsAreProbes implements Check {
  private static final double NEARLY_ALL = 0.9;

  @Override
  public String id() {
    return "rejected-connections-are-probes";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.OBSERVATIONS,
        EvidenceKind.EVENTS,
        EvidenceKind.PODS,
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.TABLES,
        EvidenceKind.AWS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Observation> rejected =
        file.bundle().observations().stream()
            .filter(one -> one.vantage().side() == Side.INBOUND)
            .filter(one -> one.hasFlag("NR") && one.details().contains("filter_chain_not_found"))
            .toList();
    Set<String> probes = new HashSet<>();
    file.bundle().events().forEach(event -> ofEvent(event).ifPresent(probes::add));
    Machines machines = Machines.of(file.bundle());
    file.bundle().pods().forEach(pod -> ofPod(pod, machines, probes));
    if (rejected.isEmpty() || probes.isEmpty()) {
      return Answer.blind(rejected.isEmpty() ? "sidecar-access-log" : "pod-objects");
    }
    List<Observation> probed =
        rejected.stream().filter(one -> probes.contains(direction(one))).toList();
    return probed.size() < NEARLY_ALL * rejected.size()
        ? Answer.absent(rejected.getFirst().place().file(), "the rejected connections")
        : Answer.found(
            probed.getFirst().vantage().instance(),
            probed.stream().limit(3).map(Observation::evidence).toList(),
            "count",
            probed.size(),
            "of",
            rejected.size());
  }

  private static String direction(Observation one) {
    return Addresses.host(one.downstreamRemoteAddress()) + "->" + one.downstreamLocalAddress();
  }

  /** {@code node->pod:port} of Go's error text in the event of a failed probe. */
  private static Optional<String> ofEvent(KubernetesEvent event) {
    String text = event.message();
    int arrow = text.indexOf("->");
    int from = text.lastIndexOf("tcp ", Math.max(0, arrow));
    int end = text.indexOf(": ", Math.max(0, arrow));
    if (!text.contains("probe failed") || arrow < 0 || from < 0 || end < 0) {
      return Optional.empty();
    }
    return Optional.of(
        Addresses.host(text.substring(from + 4, arrow)) + text.substring(arrow, end));
  }

  private static void ofPod(Pod pod, Machines machines, Set<String> into) {
    KubernetesObject object = pod.object();
    if (object == null) {
      return;
    }
    String told = object.status().get("hostIP").textOrEmpty();
    String node =
        told.isEmpty() ? machines.named(pod.node()).map(Machine::address).orElse("") : told;
    if (node.isEmpty()) {
      return;
    }
    for (Node container : object.spec().get("containers").items()) {
      for (String probe : List.of("readinessProbe", "livenessProbe", "startupProbe")) {
        for (String way : List.of("httpGet", "tcpSocket", "grpc")) {
          Node port = container.at(probe, way, "port");
          if (port.exists()) {
            into.add(node + "->" + pod.ip() + ":" + number(container, port));
          }
        }
      }
    }
  }

  /** A probe may name one of the container's ports. */
  private static String number(Node container, Node port) {
    for (Node declared : container.get("ports").items()) {
      if (declared.get("name").textOrEmpty().equals(port.textOrEmpty())) {
        return declared.get("containerPort").textOrEmpty();
      }
    }
    return port.textOrEmpty();
  }
}
