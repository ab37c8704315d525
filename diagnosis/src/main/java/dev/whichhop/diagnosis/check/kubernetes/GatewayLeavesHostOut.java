package dev.whichhop.diagnosis.check.kubernetes;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.diagnosis.view.BoundGateways;
import dev.whichhop.diagnosis.view.BoundGateways.Named;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The Gateway that the VirtualService of the failing host names is there, and none of its servers
 * takes that host from that namespace, so the route is bound to nothing (Istio, Gateway reference,
 * {@code Server.hosts}).
 */
final class GatewayLeavesHostOut implements Check {

  @Override
  public String id() {
    return "gateway-leaves-host-out";
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
    if (BoundGateways.gateways(file.bundle()).isEmpty()) {
      return Answer.blind("gateways");
    }
    List<Named> named =
        BoundGateways.of(file).stream().filter(one -> !one.found().isEmpty()).toList();
    if (named.isEmpty()) {
      return Answer.blind("virtualservices");
    }
    boolean served =
        named.stream()
            .anyMatch(one ->
                one.found().stream().anyMatch(each -> BoundGateways.takes(each, one.route())));
    if (served) {
      return Answer.absent("VirtualServices and Gateways", "the Gateways of the failing hosts");
    }
    Named first = named.getFirst();
    KubernetesObject gateway = first.found().getFirst();
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(first.route().spec().get("hosts").items().getFirst().evidence());
    List<String> hosts = new ArrayList<>();
    for (Node server : gateway.spec().get("servers").items()) {
      for (Node host : server.get("hosts").items()) {
        hosts.add(host.textOrEmpty());
        evidence.add(host.evidence());
      }
    }
    return Answer.found(
        first.route().reference(),
        evidence,
        "gateway",
        gateway.namespace() + "/" + gateway.name(),
        "hosts",
        String.join(", ", hosts));
  }
}
