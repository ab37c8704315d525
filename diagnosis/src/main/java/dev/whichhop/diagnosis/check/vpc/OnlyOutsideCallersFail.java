package dev.whichhop.diagnosis.check.vpc;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.Callers;
import dev.whichhop.diagnosis.view.Networks;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All callers that fail have addresses outside the load balancer's VPC (peering, VPN, transit
 * gateway) and all that succeed have addresses inside.
 */
final class OnlyOutsideCallersFail implements Check {

  @Override
  public String id() {
    return "only-callers-outside-the-network-fail";
  }

  @Override
  public Hop hop() {
    return Hop.VPC;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(
        EvidenceKind.OBSERVATIONS,
        EvidenceKind.PODS,
        EvidenceKind.KUBERNETES_OBJECTS,
        EvidenceKind.TABLES,
        EvidenceKind.AWS);
  }

  @Override
  public Answer look(CaseFile file) {
    List<String> networks = new ArrayList<>();
    for (Node vpc : file.bundle().aws("Vpcs")) {
      networks.add(vpc.get("CidrBlock").textOrEmpty());
    }
    for (Node table : file.bundle().aws("RouteTables")) {
      table.get("Routes").items().stream()
          .filter(one -> one.get("GatewayId").textOrEmpty().equals("local"))
          .forEach(one -> networks.add(one.get("DestinationCidrBlock").textOrEmpty()));
    }
    Callers callers = Callers.of(file.bundle());
    List<Observation> failing = new ArrayList<>();
    List<Observation> served = new ArrayList<>();
    for (Observation call : callers.calls()) {
      if (!callers.address(call).isEmpty()) {
        (call.clientFailure() == ClientFailure.NONE ? served : failing).add(call);
      }
    }
    if (networks.isEmpty()) {
      return Answer.blind("vpcs");
    }
    if (failing.isEmpty()) {
      return Answer.blind("caller-addresses");
    }
    Predicate<Observation> inside =
        one ->
            networks.stream().anyMatch(network -> Networks.contains(network, callers.address(one)));
    return failing.stream().noneMatch(inside) && served.stream().allMatch(inside)
        ? Answer.found(
            callers.address(failing.getFirst()),
            failing.stream().limit(2).map(Observation::evidence).toList(),
            "network",
            networks.getFirst())
        : Answer.absent("the callers' addresses", "the failing callers");
  }
}
