package dev.whichhop.diagnosis.check.ambient;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The waypoints that namespaces, services and pods are told to use, and those that are there. */
final class Waypoints {
  private static final String USE = "istio.io/use-waypoint";
  private static final String USE_NAMESPACE = "istio.io/use-waypoint-namespace";

  /** A waypoint that is to be used; the evidence is who is told so. */
  record Wanted(String namespace, String name, Evidence evidence) {
    String reference() {
      return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    /** A row of this waypoint; tables of one namespace do not name it. */
    boolean is(Table.Row row, String column) {
      return row.cell(column).equals(name)
          && (row.cell("NAMESPACE").isEmpty() || row.cell("NAMESPACE").equals(namespace));
    }
  }

  private Waypoints() {}

  static Set<Wanted> of(Bundle bundle) {
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
    for (Table table : bundle.tables()) {
      for (Table.Row row : table.rows()) {
        String labels = row.cell("LABELS");
        int at = labels.indexOf(USE + "=");
        if (table.kind().equals("namespaces") && at >= 0) {
          String name = labels.substring(at + USE.length() + 1).split(",", 2)[0];
          wanted.add(new Wanted(row.cell("NAME"), name, row.evidence()));
        } else if (table.kind().equals("gateways") && row.cell("CLASS").equals("istio-waypoint")) {
          wanted.add(new Wanted(row.cell("NAMESPACE"), row.cell("NAME"), row.evidence()));
        } else if (table.kind().startsWith("ztunnel-config-")
            && !row.cell("WAYPOINT").isEmpty()
            && !row.cell("WAYPOINT").equals("None")) {
          wanted.add(new Wanted(row.cell("NAMESPACE"), row.cell("WAYPOINT"), row.evidence()));
        }
      }
    }
    return wanted;
  }

  /** Why it can serve nobody, with the evidence; empty when it can or nobody tells. */
  static Optional<Trouble> trouble(Bundle bundle, Wanted waypoint) {
    List<Pod> pods = Ambient.podsOf(bundle, waypoint.namespace, waypoint.name);
    if (!pods.isEmpty() && pods.stream().allMatch(Ambient::isDown)) {
      List<Evidence> evidence = new ArrayList<>(List.of(waypoint.evidence));
      pods.stream().limit(2).forEach(pod -> evidence.add(pod.evidence()));
      return Optional.of(new Trouble(pods.getFirst().status(), evidence));
    }
    for (Table table : bundle.tables()) {
      for (Table.Row row : table.rows()) {
        String ready =
            table.kind().equals("deployments") && waypoint.is(row, "NAME")
                ? row.cell("READY")
                : table.kind().equals("ztunnel-config-services") && waypoint.is(row, "SERVICE NAME")
                    ? row.cell("ENDPOINTS")
                    : "";
        if (ready.startsWith("0/")) {
          return Optional.of(new Trouble(ready, List.of(waypoint.evidence, row.evidence())));
        }
      }
    }
    for (KubernetesObject deployment : bundle.objects("Deployment")) {
      Node replicas = deployment.status().get("replicas");
      boolean same =
          deployment.name().equals(waypoint.name)
              && deployment.namespace().equals(waypoint.namespace);
      if (same
          && replicas.exists()
          && deployment.status().get("readyReplicas").whole().orElse(0) == 0) {
        return Optional.of(
            new Trouble(
                "0/" + replicas.textOrEmpty(), List.of(waypoint.evidence, replicas.evidence())));
      }
    }
    return Optional.empty();
  }

  /** What is wrong with a waypoint. */
  record Trouble(String status, List<Evidence> evidence) {}

  /** True when its pods or its Gateway are listed. */
  static boolean isListed(Bundle bundle, Wanted waypoint) {
    return !Ambient.podsOf(bundle, waypoint.namespace, waypoint.name).isEmpty()
        || gateway(bundle, waypoint).isPresent()
        || bundle.tables("gateways").stream()
            .flatMap(table -> table.rows().stream())
            .anyMatch(row -> waypoint.is(row, "NAME"));
  }

  static Optional<KubernetesObject> gateway(Bundle bundle, Wanted waypoint) {
    return bundle.objects("Gateway").stream()
        .filter(one -> one.group().equals("gateway.networking.k8s.io"))
        .filter(one -> one.name().equals(waypoint.name))
        .filter(one -> one.namespace().equals(waypoint.namespace) || waypoint.namespace.isEmpty())
        .findFirst();
  }
}
