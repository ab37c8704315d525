package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Kubernetes objects: single, in a {@code List}, in a typed list ({@code PodList}, whose items
 * carry no kind of their own when they come from the API or from {@code kubectl cluster-info
 * dump}), or in a bare array.
 *
 * <p>Pods, events and the YAML texts within ConfigMaps are taken out as well.
 */
public final class KubernetesShape implements DocumentShape {
  private record Pending(Node node, String apiVersion, String kind) {}

  @Override
  public String format() {
    return "kubernetes";
  }

  @Override
  public boolean recognises(Node root) {
    Node first = root.items().isEmpty() ? root : root.items().getFirst();
    return isScalar(first.get("apiVersion")) && isScalar(first.get("kind"));
  }

  private static boolean isScalar(Node node) {
    return node.text().filter(text -> !text.isEmpty()).isPresent();
  }

  @Override
  public void read(Node root, TextFile file, BundleBuilder into, Problems problems) {
    Deque<Pending> pending = new ArrayDeque<>();
    if (root.items().isEmpty()) {
      pending.add(new Pending(root, "", ""));
    }
    root.items().forEach(item -> pending.add(new Pending(item, "", "")));
    while (!pending.isEmpty()) {
      Pending next = pending.poll();
      Node node = next.node();
      String kind = node.get("kind").text().orElse(next.kind());
      String apiVersion = node.get("apiVersion").text().orElse(next.apiVersion());
      if (kind.endsWith("List") && node.get("items").exists()) {
        String itemKind = kind.substring(0, kind.length() - "List".length());
        for (Node item : node.get("items").items()) {
          pending.add(new Pending(item, apiVersion, itemKind));
        }
      } else if (kind.isEmpty()) {
        problems.report(node.place(), "expected an object with a kind");
      } else {
        take(objectOf(node, apiVersion, kind), into, problems);
      }
    }
  }

  private static KubernetesObject objectOf(Node node, String apiVersion, String kind) {
    Node metadata = node.get("metadata");
    return new KubernetesObject(
        apiVersion,
        kind,
        metadata.get("namespace").textOrEmpty(),
        metadata.get("name").textOrEmpty(),
        node);
  }

  private static void take(KubernetesObject object, BundleBuilder into, Problems problems) {
    switch (object.kind()) {
      case "Event" -> into.add(EventFacts.of(object));
      case "Pod" -> {
        into.add(object);
        into.add(PodFacts.of(object));
      }
      case "ConfigMap" -> {
        into.add(object);
        ConfigMapValues.take(object, into, problems);
      }
      case "Status" -> {
        if (object.root().get("status").textOrEmpty().equals("Failure")) {
          problems.report(
              object.root().place(),
              "the API server refused: " + object.root().get("message").textOrEmpty());
        }
      }
      default -> into.add(object);
    }
  }
}
