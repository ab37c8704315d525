package dev.whichhop.diagnosis.check.termination;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A proxy failed to connect to an address that is no endpoint of the called service, while the
 * evidence lists those: nobody has the address any more, or by now another workload has it. The
 * proxy's endpoints are older than the cluster's. Connections that were made and then ended (UC) do
 * not count, there the address still had its pod.
 */
final class UpstreamIsNoEndpoint implements Check {

  @Override
  public String id() {
    return "upstream-is-no-endpoint";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.PODS, EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    Set<String> known = Addresses.ofWorkloads(file.bundle());
    List<Observation> sent =
        file.failures().stream()
            .filter(one -> !one.upstreamHost().isEmpty())
            .filter(one -> one.vantage().side() != Side.INBOUND)
            .filter(one -> !one.upstreamCluster().startsWith("inbound"))
            .toList();
    if (known.isEmpty() || sent.isEmpty()) {
      return Answer.blind(known.isEmpty() ? "endpointslices" : "sidecar-access-log");
    }
    Map<String, Boolean> listed = new HashMap<>();
    List<Observation> unconnected =
        sent.stream()
            .filter(one -> one.hasFlag("UF"))
            .filter(one ->
                listed.computeIfAbsent(
                    one.upstreamCluster(), cluster -> Addresses.lists(file.bundle(), cluster)))
            .toList();
    if (unconnected.isEmpty() && listed.containsValue(false)) {
      return Answer.blind("endpointslices");
    }
    Map<String, Set<String>> endpoints = new HashMap<>();
    Map<String, Boolean> ofItsOwn = new HashMap<>();
    List<Evidence> evidence = new ArrayList<>();
    String subject = "";
    for (Observation one : unconnected) {
      String address = Addresses.host(one.upstreamHost());
      // Where only pods are listed, an address from their network can be a pod that was; where
      // the service's own endpoints are, any other address of its cluster is.
      if (!endpoints
              .computeIfAbsent(
                  one.upstreamCluster(), cluster -> Addresses.ofService(file.bundle(), cluster))
              .contains(address)
          && (Addresses.nearAny(address, known)
              || ofItsOwn.computeIfAbsent(
                  one.upstreamCluster(),
                  cluster -> !Addresses.listedFor(file.bundle(), cluster).isEmpty()))) {
        evidence.add(one.evidence());
        subject = address;
      }
    }
    return evidence.size() * 2 < unconnected.size() || evidence.isEmpty()
        ? Answer.absent("pods and endpoints", "the upstream addresses")
        : Answer.found(
            subject, evidence.subList(0, Math.min(3, evidence.size())), "count", evidence.size());
  }
}
