package dev.whichhop.diagnosis.check.loadbalancer;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Backends;
import dev.whichhop.diagnosis.view.Machines;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.FlowRecord;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Flow-log records show connections accepted at a node port of a Service with {@code
 * externalTrafficPolicy: Local} on a node without an endpoint of it, and no packet back: kube-proxy
 * drops them there (aws facts 5.5). That the node answers at other ports shows that the log has
 * both directions.
 */
final class NodeWithoutEndpointIsSilent implements Check {
  /** One connection without a reply may have begun at the end of the log. */
  private static final int LEAST = 3;

  @Override
  public String id() {
    return "node-without-endpoint-is-silent";
  }

  @Override
  public Hop hop() {
    return Hop.NLB;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.FLOW_RECORDS,
        EvidenceKind.PODS,
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.TABLES,
        EvidenceKind.AWS);
  }

  @Override
  public Answer look(CaseFile file) {
    Bundle bundle = file.bundle();
    if (bundle.flowRecords().isEmpty()) {
      return Answer.blind("flow-logs");
    }
    Map<String, List<FlowRecord>> to = by(bundle, FlowRecord::destinationAddress);
    Map<String, List<FlowRecord>> from = by(bundle, FlowRecord::sourceAddress);
    Machines machines = Machines.of(bundle);
    boolean looked = false;
    for (KubernetesObject service : Backends.exposed(bundle)) {
      Set<String> nodes = Backends.nodesWithEndpoint(bundle, service);
      if (!Backends.localOnly(service) || nodes.isEmpty()) {
        continue;
      }
      Set<Integer> ports = nodePorts(service);
      for (Machines.Machine machine : machines.all()) {
        List<FlowRecord> arrived =
            to.getOrDefault(machine.address(), List.of()).stream()
                .filter(one -> ports.contains(one.destinationPort()) && !one.rejected())
                .toList();
        looked |= !arrived.isEmpty();
        List<FlowRecord> sent = from.getOrDefault(machine.address(), List.of());
        if (!nodes.contains(machine.name()) && isSilent(arrived, sent)) {
          List<Evidence> evidence = new ArrayList<>();
          arrived.stream().limit(2).map(FlowRecord::evidence).forEach(evidence::add);
          evidence.add(service.spec().get("externalTrafficPolicy").evidence());
          return Answer.found(
              machine.name(), evidence, "count", arrived.size(), "service", service.reference());
        }
      }
    }
    return looked ? Answer.absent("flow log", "the nodes") : Answer.blind("flow-logs");
  }

  private static Map<String, List<FlowRecord>> by(
      Bundle bundle, Function<FlowRecord, String> address) {
    return bundle.flowRecords().stream().collect(Collectors.groupingBy(address));
  }

  private static Set<Integer> nodePorts(KubernetesObject service) {
    Set<Integer> ports = new HashSet<>();
    for (Node port : service.spec().get("ports").items()) {
      port.get("nodePort").whole().ifPresent(one -> ports.add((int) one));
    }
    return ports;
  }

  private static boolean isSilent(List<FlowRecord> arrived, List<FlowRecord> sent) {
    Set<Integer> called = new HashSet<>();
    arrived.forEach(one -> called.add(one.destinationPort()));
    return arrived.size() >= LEAST
        && !sent.isEmpty()
        && sent.stream().noneMatch(one -> called.contains(one.sourcePort()));
  }
}
