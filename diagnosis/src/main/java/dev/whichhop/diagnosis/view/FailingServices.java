package dev.whichhop.diagnosis.view;

import dev.whichhop.diagnosis.CaseFile;
import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The Kubernetes Services that failing requests were for, with what they select, and what the
 * evidence lists as their endpoints: objects, {@code kubectl describe}, tables.
 */
public final class FailingServices {
  /** What kubectl prints for no endpoint (printers.go formatEndpoints, describe.go). */
  private static final Set<String> NOTHING = Set.of("<none>", "<unset>");

  private FailingServices() {}

  /**
   * A Service.
   *
   * @param selector its labels; empty where it has none, or the evidence does not tell
   */
  public record Service(
      String namespace, String name, Map<String, String> selector, Evidence evidence) {

    /** True for labels of a pod that the Service selects. */
    public boolean selects(Map<String, String> labels) {
      return !selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet());
    }
  }

  /**
   * What a list of endpoints says.
   *
   * @param ready it has one that takes traffic
   */
  public record Endpoints(boolean ready, Evidence evidence) {}

  public static List<Service> of(CaseFile file) {
    FailingPods failing = FailingPods.of(file);
    List<Service> found = new ArrayList<>();
    for (KubernetesObject object : file.bundle().objects()) {
      boolean core = object.kind().equals("Service") && object.group().isEmpty();
      Node selector = object.spec().get("selector");
      if (object.kind().equals("DescribedService")) {
        Node described = object.root().get("Selector");
        found.add(
            new Service(
                object.namespace(),
                object.name(),
                pairs(described.textOrEmpty()),
                described.evidence()));
      } else if (core) {
        Map<String, String> labels = new TreeMap<>();
        selector.entries().forEach((key, value) -> labels.put(key, value.textOrEmpty()));
        String shown = object.name() + " selector: " + labels;
        found.add(
            new Service(
                object.namespace(), object.name(), labels, new Evidence(selector.place(), shown)));
      }
    }
    for (Table table : file.bundle().tables("services")) {
      for (Table.Row row : table.rows()) {
        found.add(
            new Service(
                row.cell("NAMESPACE"),
                row.cell("NAME"),
                pairs(row.cell("SELECTOR")),
                row.evidence()));
      }
    }
    found.addAll(knownByEndpoints(file.bundle(), found));
    return found.stream().filter(one -> failing.concern(one.namespace, one.name)).toList();
  }

  /** Services of which the evidence has the endpoints and not the object. */
  private static List<Service> knownByEndpoints(Bundle bundle, List<Service> known) {
    Set<String> names = new HashSet<>();
    known.forEach(one -> names.add(one.namespace + "/" + one.name));
    List<Service> found = new ArrayList<>();
    for (KubernetesObject object : bundle.objects()) {
      String name =
          switch (object.kind()) {
            case "EndpointSlice" -> object.label("kubernetes.io/service-name");
            case "Endpoints" -> object.name();
            default -> "";
          };
      if (!name.isEmpty() && names.add(object.namespace() + "/" + name)) {
        Evidence evidence = new Evidence(object.root().place(), object.reference());
        found.add(new Service(object.namespace(), name, Map.of(), evidence));
      }
    }
    return found;
  }

  /** {@code app=web,version=v1}. */
  static Map<String, String> pairs(String text) {
    Map<String, String> labels = new TreeMap<>();
    for (String pair : text.split("[,\\s]+", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        labels.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return labels;
  }

  /** What is listed as the endpoints of a Service; empty where the evidence has no list. */
  public static List<Endpoints> endpoints(Bundle bundle, Service service) {
    return endpoints(bundle, service.namespace, service.name);
  }

  /** What is listed as the endpoints of the Service of this name. */
  static List<Endpoints> endpoints(Bundle bundle, String namespace, String service) {
    List<Endpoints> found = new ArrayList<>();
    for (KubernetesObject object : bundle.objects()) {
      if (!object.namespace().equals(namespace)) {
        continue;
      }
      if (object.kind().equals("EndpointSlice")
          && object.label("kubernetes.io/service-name").equals(service)) {
        boolean ready =
            object.root().get("endpoints").items().stream()
                .anyMatch(one -> !one.at("conditions", "ready").textOrEmpty().equals("false"));
        found.add(new Endpoints(ready, listed(object, ready, object.root().get("endpoints"))));
      } else if (object.kind().equals("Endpoints") && object.name().equals(service)) {
        boolean ready =
            object.root().get("subsets").items().stream()
                .anyMatch(one -> !one.get("addresses").items().isEmpty());
        found.add(new Endpoints(ready, listed(object, ready, object.root().get("subsets"))));
      } else if (object.kind().equals("DescribedService") && object.name().equals(service)) {
        Node listed = object.root().get("Endpoints");
        boolean ready = listed.isSequence() || !isNothing(listed.textOrEmpty());
        found.add(new Endpoints(ready, listed.evidence()));
      }
    }
    for (Table table : bundle.tables("endpoints")) {
      for (Table.Row row : table.rows()) {
        if (row.cell("NAME").equals(service) && in(row, namespace)) {
          found.add(new Endpoints(!isNothing(row.cell("ENDPOINTS")), row.evidence()));
        }
      }
    }
    // A table of slices lists addresses whether they are ready or not; only "none" is a word.
    for (Table table : bundle.tables("endpointslices")) {
      for (Table.Row row : table.rows()) {
        boolean named = row.cell("NAME").matches("\\Q" + service + "\\E-[a-z0-9]{5}");
        if (named && in(row, namespace) && isNothing(row.cell("ENDPOINTS"))) {
          found.add(new Endpoints(false, row.evidence()));
        }
      }
    }
    return found;
  }

  private static Evidence listed(KubernetesObject object, boolean ready, Node list) {
    String text = object.reference() + (ready ? ": ready endpoints" : ": no ready endpoint");
    return new Evidence(list.exists() ? list.place() : object.root().place(), text);
  }

  private static boolean in(Table.Row row, String namespace) {
    return row.cell("NAMESPACE").isEmpty() || row.cell("NAMESPACE").equals(namespace);
  }

  private static boolean isNothing(String cell) {
    return cell.isBlank() || NOTHING.contains(cell.strip());
  }

  /** Pods whose labels the Service selects; by name where their labels are not known. */
  public static List<Pod> pods(Bundle bundle, Service service) {
    return bundle.pods().stream()
        .filter(pod -> pod.namespace().isEmpty() || pod.namespace().equals(service.namespace))
        .filter(pod -> {
          KubernetesObject object = pod.object();
          return object == null || service.selector.isEmpty()
              ? pod.name().startsWith(service.name + "-")
              : service.selector.entrySet().stream()
                  .allMatch(one -> object.label(one.getKey()).equals(one.getValue()));
        })
        .toList();
  }
}
