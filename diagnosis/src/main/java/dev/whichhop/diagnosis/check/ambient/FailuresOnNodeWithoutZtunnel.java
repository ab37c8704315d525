package dev.whichhop.diagnosis.check.ambient;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Addresses;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Pod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Nearly all failures were from or to pods on a node that has no ready ztunnel, while pods on other
 * nodes were served.
 */
final class FailuresOnNodeWithoutZtunnel implements Check {
  private static final double NEARLY_ALL = 0.8;

  @Override
  public String id() {
    return "failures-on-node-without-ztunnel";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.PODS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<Pod> pods = file.bundle().pods();
    List<Pod> ztunnels = Ambient.ztunnels(file.bundle());
    if (ztunnels.isEmpty()) {
      return Answer.blind("ztunnel-pods");
    }
    Set<String> served = new HashSet<>();
    Set<String> without = new TreeSet<>();
    ztunnels.forEach(pod -> (Ambient.isDown(pod) ? without : served).add(pod.node()));
    pods.forEach(pod -> without.add(pod.node()));
    without.removeAll(served);
    without.remove("");
    int placed = 0;
    List<Observation> there = new ArrayList<>();
    Set<String> nodes = new TreeSet<>();
    for (Observation failure : file.failures()) {
      Set<String> ends = nodes(file, failure);
      placed += ends.isEmpty() ? 0 : 1;
      ends.retainAll(without);
      if (!ends.isEmpty()) {
        there.add(failure);
        nodes.addAll(ends);
      }
    }
    if (served.isEmpty() && without.isEmpty() || placed == 0) {
      return Answer.blind("ztunnel-pods");
    }
    if (there.size() < NEARLY_ALL * placed || there.isEmpty()) {
      return Answer.absent("pods and their nodes", "the failing pods");
    }
    String node = nodes.iterator().next();
    List<Evidence> evidence = new ArrayList<>();
    there.stream().limit(2).forEach(one -> evidence.add(one.evidence()));
    ztunnels.stream()
        .filter(pod -> pod.node().equals(node))
        .findFirst()
        .ifPresent(pod -> evidence.add(pod.evidence()));
    return Answer.found(node, evidence, "count", there.size(), "of", placed);
  }

  /** The nodes of the pods at both ends, as far as the evidence lists them. */
  private static Set<String> nodes(CaseFile file, Observation failure) {
    Set<String> nodes = new TreeSet<>();
    for (String address :
        List.of(
            failure.upstreamHost(),
            failure.downstreamRemoteAddress(),
            failure.downstreamLocalAddress())) {
      Addresses.pod(file.bundle(), address).map(Pod::node).ifPresent(nodes::add);
    }
    Optional<Pod> caller =
        file.bundle().pods().stream()
            .filter(pod -> pod.name().equals(failure.vantage().instance()))
            .findFirst();
    caller.map(Pod::node).ifPresent(nodes::add);
    nodes.remove("");
    return nodes;
  }
}
