package dev.whichhop.diagnosis.check.configuration;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Hosts;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A route sends a failing host to a subset that no DestinationRule defines; Envoy then has no such
 * cluster (503 NC, or NR without a flag in old versions).
 */
final class RouteNamesMissingSubset implements Check {

  @Override
  public String id() {
    return "route-names-missing-subset";
  }

  @Override
  public Hop hop() {
    return Hop.CONTROL_PLANE;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<KubernetesObject> services = file.bundle().objects("VirtualService");
    if (services.isEmpty()) {
      return Answer.blind("virtualservices");
    }
    Set<String> defined = definedSubsets(file.bundle().objects("DestinationRule"));
    Set<String> failing = Hosts.failing(file.faultyRequests());
    for (KubernetesObject service : services) {
      for (Node destination : service.spec().below("destination")) {
        String subset = destination.get("subset").textOrEmpty();
        String host = Hosts.shortName(destination.get("host").textOrEmpty(), service.namespace());
        boolean relevant =
            failing.isEmpty() || failing.stream().anyMatch(one -> Hosts.same(one, host));
        if (!subset.isEmpty() && relevant && !defined.contains(host + "/" + subset)) {
          return Answer.found(
              service.reference(),
              List.of(destination.get("subset").evidence(), destination.get("host").evidence()),
              "host",
              host,
              "subset",
              subset);
        }
      }
    }
    return Answer.absent("VirtualService", "the failing hosts");
  }

  private static Set<String> definedSubsets(List<KubernetesObject> rules) {
    Set<String> defined = new HashSet<>();
    for (KubernetesObject rule : rules) {
      String host = Hosts.shortName(rule.spec().get("host").textOrEmpty(), rule.namespace());
      List<Node> subsets = new ArrayList<>(rule.spec().get("subsets").items());
      subsets.forEach(one -> defined.add(host + "/" + one.get("name").textOrEmpty()));
    }
    return defined;
  }
}
