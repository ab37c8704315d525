package dev.whichhop.diagnosis.check.ambient;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.diagnosis.check.Check;
import dev.whichhop.model.Hop;
import dev.whichhop.model.diagnosis.Answer;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.EvidenceKind;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A waypoint that is to be used does not exist, is not programmed, or is not bound ({@code
 * istio.io/WaypointBound} of the service is False). istiod then gives ztunnel no waypoint, so
 * connections may go straight to the pods, without the waypoint's policies; what still knows the
 * waypoint fails (pilot/pkg/serviceregistry/kube/controller/ambient/waypoints.go of istio/istio).
 */
final class WaypointNotBound implements Check {
  private static final String BOUND = "istio.io/WaypointBound";

  @Override
  public String id() {
    return "waypoint-not-bound";
  }

  @Override
  public Hop hop() {
    return Hop.SIDECAR;
  }

  @Override
  public Set<EvidenceKind> reads() {
    return Set.of(EvidenceKind.KUBERNETES_OBJECTS, EvidenceKind.PODS, EvidenceKind.TABLES);
  }

  @Override
  public Answer look(CaseFile file) {
    Bundle bundle = file.bundle();
    for (KubernetesObject object : bundle.objects()) {
      Optional<Node> unbound = falseCondition(object, BOUND);
      if (unbound.isPresent()) {
        return found(object.reference(), unbound.get());
      }
    }
    boolean looked = false;
    for (Waypoints.Wanted waypoint : Waypoints.of(bundle)) {
      looked |= Waypoints.isListed(bundle, waypoint);
      Optional<Node> condition =
          Waypoints.gateway(bundle, waypoint).flatMap(one -> falseCondition(one, "Programmed"));
      if (condition.isPresent()) {
        return found(waypoint.reference(), condition.get());
      }
      for (Table table : bundle.tables("gateways")) {
        for (Table.Row row : table.rows()) {
          if (waypoint.is(row, "NAME") && row.cell("PROGRAMMED").equals("False")) {
            return Answer.found(
                waypoint.reference(),
                List.of(waypoint.evidence(), row.evidence()),
                "status",
                "PROGRAMMED False");
          }
        }
      }
      if (!Waypoints.isListed(bundle, waypoint) && gatewaysAreListed(bundle, waypoint)) {
        return Answer.found(
            waypoint.reference(), List.of(waypoint.evidence()), "status", "no such Gateway");
      }
    }
    return looked ? Answer.absent("Gateways", "the waypoints in use") : Answer.blind("waypoints");
  }

  private static Optional<Node> falseCondition(KubernetesObject object, String type) {
    return object.status().get("conditions").items().stream()
        .filter(one -> one.get("type").textOrEmpty().equals(type))
        .filter(one -> one.get("status").textOrEmpty().equals("False"))
        .findFirst();
  }

  private static Answer found(String subject, Node condition) {
    Evidence type = condition.get("type").evidence();
    return Answer.found(
        subject,
        List.of(type, condition.get("message").evidence()),
        "status",
        condition.get("reason").textOrEmpty());
  }

  /** Gateways of its namespace, or a table of all namespaces, or an empty one. */
  private static boolean gatewaysAreListed(Bundle bundle, Waypoints.Wanted waypoint) {
    return bundle.objects("Gateway").stream()
            .anyMatch(one ->
                one.group().equals("gateway.networking.k8s.io")
                    && one.namespace().equals(waypoint.namespace()))
        || bundle.tables("gateways").stream()
            .anyMatch(
                table -> table.rows().stream().noneMatch(row -> row.cell("NAMESPACE").isEmpty()));
  }
}
