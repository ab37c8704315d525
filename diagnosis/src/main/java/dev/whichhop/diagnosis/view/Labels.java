package dev.whichhop.diagnosis.view;

import dev.whichhop.model.evidence.Bundle;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Labels of pods, wherever the evidence shows them. */
public final class Labels {
  /**
   * A pod, or the pods that a workload makes or a Service selects.
   *
   * @param complete false when the pods may have further labels
   */
  public record Labelled(
      String name, Map<String, String> labels, boolean complete, Evidence evidence) {}

  private static final List<String> WORKLOADS =
      List.of("Deployment", "DaemonSet", "StatefulSet", "ReplicaSet");

  private Labels() {}

  /** Pod objects, pod templates of workloads, and tables of {@code --show-labels}. */
  public static List<Labelled> ofPods(Bundle bundle) {
    List<Labelled> found = new ArrayList<>();
    for (KubernetesObject object : bundle.objects()) {
      if (object.kind().equals("Pod")) {
        add(object.name(), object.metadata().get("labels"), true, found);
      } else if (WORKLOADS.contains(object.kind())) {
        add(object.name(), object.spec().at("template", "metadata", "labels"), true, found);
      }
    }
    for (Table table : bundle.tables("pods")) {
      for (Table.Row row : table.rows()) {
        if (!row.cell("LABELS").isEmpty()) {
          found.add(
              new Labelled(row.cell("NAME"), parse(row.cell("LABELS")), true, row.evidence()));
        }
      }
    }
    return found;
  }

  /** What the pods behind Services have at least: the selectors. */
  public static List<Labelled> ofServices(Bundle bundle) {
    List<Labelled> found = new ArrayList<>();
    for (KubernetesObject service : bundle.objects("Service")) {
      add(service.name(), service.spec().get("selector"), false, found);
    }
    return found;
  }

  private static void add(String name, Node labels, boolean complete, List<Labelled> into) {
    if (!labels.entries().isEmpty()) {
      Map<String, String> map = new TreeMap<>();
      labels.entries().forEach((key, value) -> map.put(key, value.textOrEmpty()));
      into.add(
          new Labelled(
              name, map, complete, new Evidence(labels.place(), name + " labels: " + map)));
    }
  }

  /** {@code app=web,version=v1}. */
  private static Map<String, String> parse(String text) {
    Map<String, String> labels = new TreeMap<>();
    for (String pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        labels.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return labels;
  }
}
