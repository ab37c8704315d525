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
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A waypoint that a namespace, service or pod is told to use ({@code istio.io/use-waypoint}) has no
 * ready pod, is not programmed, or does not exist although Gateways are listed. istiod says so of
 * the service in the condition {@code istio.io/WaypointBound} (pilot/pkg/model of istio/istio).
 */
final class WaypointNotReady implements Check {
  private static final String USE = "istio.io/use-waypoint";
  private static final String USE_NAMESPACE = "istio.io/use-waypoint-namespace";
  private static final String BOUND = "istio.io/WaypointBound";

  /** A waypoint that is to be used; the evidence is who is told so. */
  private record Wanted(String namespace, String name, Evidence evidence) {}

  @Override
  public String id() {
    return "waypoint-not-ready";
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
    Set<Wanted> wanted = wanted(bundle);
    for (KubernetesObject object : bundle.objects()) {
      for (Node condition : object.status().get("conditions").items()) {
        if (condition.get("type").textOrEmpty().equals(BOUND)
            && condition.get("status").textOrEmpty().equals("False")) {
          return found(
              object.reference(),
              condition.get("reason").textOrEmpty(),
              List.of(condition.get("type").evidence(), condition.get("message").evidence()));
        }
      }
    }
    boolean looked = false;
    for (Wanted waypoint : wanted) {
      Optional<Answer> wrong = wrong(bundle, waypoint);
      if (wrong.isPresent()) {
        return wrong.get();
      }
      looked |=
          !Ambient.podsOf(bundle, waypoint.namespace, waypoint.name).isEmpty()
              || gateway(bundle, waypoint).isPresent();
    }
    return looked ? Answer.absent("waypoints", "the waypoints in use") : Answer.blind("waypoints");
  }

  private static Set<Wanted> wanted(Bundle bundle) {
    Set<Wanted> wanted = new LinkedHashSet<>();
    for (KubernetesObject object : bundle.objects()) {
      String name = object.label(USE);
      if (!name.isEmpty() && !name.equals("none")) {
        String own = object.kind().equals("Namespace") ? object.name() : object.namespace();
        String other = object.label(USE_NAMESPACE);
        Evidence evidence = object.root().at("metadata", "labels").get(USE).evidence();
        wanted.add(new Wanted(other.isEmpty() ? own : other, name, evidence));
      } else if (object.kind().equals("Gateway") && Ambient.isWaypoint(object)) {
        Evidence evidence = object.spec().get("gatewayClassName").evidence();
        wanted.add(new Wanted(object.namespace(), object.name(), evidence));
      }
    }
    for (Table table : bundle.tables("gateways")) {
      for (Table.Row row : table.rows()) {
        if (row.cell("CLASS").equals("istio-waypoint")) {
          wanted.add(new Wanted(row.cell("NAMESPACE"), row.cell("NAME"), row.evidence()));
        }
      }
    }
    return wanted;
  }

  private static Optional<Answer> wrong(Bundle bundle, Wanted waypoint) {
    String reference = waypoint.namespace + "/" + waypoint.name;
    List<Pod> pods = Ambient.podsOf(bundle, waypoint.namespace, waypoint.name);
    if (!pods.isEmpty() && pods.stream().allMatch(Ambient::isDown)) {
      List<Evidence> evidence = new ArrayList<>(List.of(waypoint.evidence));
      pods.stream().limit(2).forEach(pod -> evidence.add(pod.evidence()));
      return Optional.of(found(reference, pods.getFirst().status(), evidence));
    }
    for (Table table : bundle.tables("deployments")) {
      for (Table.Row row : table.rows()) {
        boolean same =
            row.cell("NAME").equals(waypoint.name)
                && (row.cell("NAMESPACE").isEmpty()
                    || row.cell("NAMESPACE").equals(waypoint.namespace));
        if (same && row.cell("READY").startsWith("0/")) {
          return Optional.of(
              found(reference, row.cell("READY"), List.of(waypoint.evidence, row.evidence())));
        }
      }
    }
    for (Table table : bundle.tables("gateways")) {
      for (Table.Row row : table.rows()) {
        if (row.cell("NAME").equals(waypoint.name) && row.cell("PROGRAMMED").equals("False")) {
          return Optional.of(
              found(reference, "PROGRAMMED False", List.of(waypoint.evidence, row.evidence())));
        }
      }
    }
    Optional<KubernetesObject> gateway = gateway(bundle, waypoint);
    if (gateway.isPresent()) {
      return notProgrammed(gateway.get(), reference);
    }
    boolean listed =
        bundle.objects("Gateway").stream()
                .anyMatch(one ->
                    one.group().equals("gateway.networking.k8s.io")
                        && one.namespace().equals(waypoint.namespace))
            || bundle.tables("gateways").stream().anyMatch(table -> lacks(table, waypoint));
    return listed && pods.isEmpty()
        ? Optional.of(found(reference, "no such Gateway", List.of(waypoint.evidence)))
        : Optional.empty();
  }

  /** A table of all namespaces, or an empty one, in which it does not stand. */
  private static boolean lacks(Table gateways, Wanted waypoint) {
    return gateways.rows().stream()
        .noneMatch(
            row -> row.cell("NAME").equals(waypoint.name) || row.cell("NAMESPACE").isEmpty());
  }

  private static Optional<KubernetesObject> gateway(Bundle bundle, Wanted waypoint) {
    return bundle.objects("Gateway").stream()
        .filter(one -> one.group().equals("gateway.networking.k8s.io"))
        .filter(one -> one.name().equals(waypoint.name))
        .filter(one -> one.namespace().equals(waypoint.namespace) || waypoint.namespace.isEmpty())
        .findFirst();
  }

  private static Optional<Answer> notProgrammed(KubernetesObject gateway, String reference) {
    for (Node condition : gateway.status().get("conditions").items()) {
      if (condition.get("type").textOrEmpty().equals("Programmed")
          && condition.get("status").textOrEmpty().equals("False")) {
        return Optional.of(
            found(
                reference,
                condition.get("reason").textOrEmpty(),
                List.of(condition.get("type").evidence(), condition.get("message").evidence())));
      }
    }
    return Optional.empty();
  }

  private static Answer found(String waypoint, String status, List<Evidence> evidence) {
    return Answer.found(waypoint, evidence, "status", status);
  }
}
