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

/**
 * The labels of a pod, or of the pods that a workload makes.
 *
 * @param name of the pod or workload
 */
public record PodLabels(String name, Map<String, String> labels, Evidence evidence) {
  private static final List<String> WORKLOADS =
      List.of("Deployment", "DaemonSet", "StatefulSet", "ReplicaSet");

  public PodLabels {
    labels = Map.copyOf(labels);
  }

  /** Those of a namespace: objects, descriptions, pod templates, {@code --show-labels}. */
  public static List<PodLabels> in(Bundle bundle, String namespace) {
    List<PodLabels> found = new ArrayList<>();
    for (KubernetesObject object : bundle.objects()) {
      if (!object.namespace().equals(namespace)) {
        continue;
      }
      if (object.kind().equals("DescribedPod")) {
        Node labels = object.root().get("Labels");
        add(object.name(), FailingServices.pairs(text(labels)), labels, found);
      } else if (object.kind().equals("Pod")) {
        Node labels = object.metadata().get("labels");
        add(object.name(), map(labels), labels, found);
      } else if (WORKLOADS.contains(object.kind())) {
        Node labels = object.spec().at("template", "metadata", "labels");
        add(object.name(), map(labels), labels, found);
      }
    }
    for (Table table : bundle.tables("pods")) {
      for (Table.Row row : table.rows()) {
        String in = row.cell("NAMESPACE");
        if (!row.cell("LABELS").isEmpty() && (in.isEmpty() || in.equals(namespace))) {
          Map<String, String> labels = FailingServices.pairs(row.cell("LABELS"));
          found.add(new PodLabels(row.cell("NAME"), labels, row.evidence()));
        }
      }
    }
    return found;
  }

  /** Those of one pod by its name; empty where they are not known. */
  public static Map<String, String> of(Bundle bundle, String namespace, String pod) {
    return in(bundle, namespace).stream()
        .filter(one -> one.name.equals(pod))
        .map(PodLabels::labels)
        .findFirst()
        .orElse(Map.of());
  }

  private static String text(Node labels) {
    return labels.text().orElse(labels.get("").textOrEmpty());
  }

  private static Map<String, String> map(Node labels) {
    Map<String, String> map = new TreeMap<>();
    labels.entries().forEach((key, value) -> map.put(key, value.textOrEmpty()));
    return map;
  }

  private static void add(String name, Map<String, String> labels, Node at, List<PodLabels> into) {
    if (!labels.isEmpty()) {
      String shown = name + " labels: " + new TreeMap<>(labels);
      into.add(new PodLabels(name, labels, new Evidence(at.place(), shown)));
    }
  }
}
