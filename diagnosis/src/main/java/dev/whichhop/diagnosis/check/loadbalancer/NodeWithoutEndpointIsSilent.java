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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    Machines machines = Machines.of(bundle);
    boolean looked = false;
    for (KubernetesObject service : Backends.exposed(bundle)) {
      Set<String> nodes = Backends.nodesWithEndpoint(bundle, service);
      if (!Backends.localOnly(service) || nodes.isEmpty()) {
        continue;
      }
      for (Machines.Machine machine : machines.all()) {
        List<FlowRecord> arrived = arrived(bundle, service, machine.address());
        looked |= !arrived.isEmpty();
        if (!nodes.contains(machine.name()) && isSilent(bundle, arrived, machine.address())) {
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

  private static List<FlowRecord> arrived(Bundle bundle, KubernetesObject service, String address) {
    return bundle.flowRecords().stream()
        .filter(one -> one.destinationAddress().equals(address) && !one.rejected())
        .filter(one ->
            Backends.withNodePort(bundle, one.destinationPort())
                .map(KubernetesObject::reference)
                .equals(Optional.of(service.reference())))
        .toList();
  }

  private static boolean isSilent(Bundle bundle, List<FlowRecord> arrived, String address) {
    Set<Integer> ports = new HashSet<>();
    arrived.forEach(one -> ports.add(one.destinationPort()));
    List<FlowRecord> sent =
        bundle.flowRecords().stream().filter(one -> one.sourceAddress().equals(address)).toList();
    return arrived.size() >= LEAST
        && !sent.isEmpty()
        && sent.stream().noneMatch(one -> ports.contains(one.sourcePort()));
  }
}
