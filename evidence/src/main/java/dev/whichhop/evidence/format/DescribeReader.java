package dev.whichhop.evidence.format;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.Reader;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Pod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code kubectl describe}, of one object or several.
 *
 * <p>The text names its fields otherwise than the object and leaves most of them out. So the object
 * gets the kind {@code Described…} ({@code DescribedPod}): a check that finds a field missing in a
 * {@code Pod} must not draw that conclusion from a description.
 */
public final class DescribeReader implements Reader {
  /** Whole descriptions are sometimes pasted indented; names of volumes stand deeper. */
  private static final int MOST_INDENT = 2;

  private static final Set<String> SECOND_LINES =
      Set.of("Namespace", "Labels", "Annotations", "Priority", "Roles", "API Version");

  @Override
  public String format() {
    return "kubectl-describe";
  }

  @Override
  public int recognises(TextFile file) {
    List<String> head = file.head().stream().filter(line -> !line.isBlank()).limit(6).toList();
    boolean second =
        head.stream().skip(1).anyMatch(line -> SECOND_LINES.contains(before(line.strip(), ':')));
    return !head.isEmpty() && isStart(head.getFirst()) && second ? 93 : 0;
  }

  private static boolean isStart(String line) {
    String text = line.strip();
    return DescribeTree.indent(line) <= MOST_INDENT
        && (text.startsWith("Name:  ") || text.startsWith("Name:\t"));
  }

  private static String before(String line, char end) {
    int at = line.indexOf(end);
    return at < 0 ? line : line.substring(0, at);
  }

  @Override
  public void read(TextFile file, BundleBuilder into, Problems problems) throws IOException {
    Reading reading = new Reading(file, into);
    file.forEachLine(reading::line);
    reading.finish();
  }

  /** One file being read. */
  private static final class Reading {
    private final TextFile file;
    private final BundleBuilder into;
    private @Nullable DescribeTree tree;
    private final List<String> eventLines = new ArrayList<>();
    private int eventsFrom;

    Reading(TextFile file, BundleBuilder into) {
      this.file = file;
      this.into = into;
    }

    void line(String line, int number) {
      if (isStart(line)) {
        finish();
        tree = new DescribeTree(file, number);
      }
      if (tree == null || line.isBlank()) {
        return;
      }
      if (line.strip().startsWith("Events:") && DescribeTree.indent(line) <= MOST_INDENT) {
        eventsFrom = number;
      } else if (eventsFrom > 0 && DescribeTree.indent(line) > 0) {
        eventLines.add(line);
        return;
      }
      tree.line(line, number);
    }

    void finish() {
      if (tree == null) {
        return;
      }
      Node root = tree.finish();
      String kind = kind(root);
      String name = root.get("Name").textOrEmpty();
      String namespace = root.get("Namespace").textOrEmpty();
      into.add(new KubernetesObject("", "Described" + kind, namespace, name, root));
      if (kind.equals("Pod")) {
        into.add(pod(root, namespace, name));
      }
      events(namespace, kind, name);
      tree = null;
      eventLines.clear();
      eventsFrom = 0;
    }

    private void events(String namespace, String kind, String name) {
      Columns columns = eventLines.isEmpty() ? null : Columns.of(eventLines.getFirst());
      for (int i = 1; i < eventLines.size() && columns != null; i++) {
        String line = eventLines.get(i);
        Map<String, String> cells = columns.cells(line);
        String age = cells.getOrDefault("Age", cells.getOrDefault("LastSeen", ""));
        if (line.strip().startsWith("---") || cells.getOrDefault("Message", "").isEmpty()) {
          continue;
        }
        into.add(
            new KubernetesEvent(
                namespace,
                cells.getOrDefault("Type", ""),
                cells.getOrDefault("Reason", ""),
                kind.toLowerCase(Locale.ROOT),
                name,
                cells.getOrDefault("Message", ""),
                null,
                KubernetesAge.of(age).orElse(null),
                KubernetesAge.times(age),
                new Evidence(file.at(eventsFrom + i + 1), line.strip())));
      }
    }
  }

  /** What only descriptions of this kind have; custom resources print their kind. */
  private static String kind(Node root) {
    if (root.get("Kind").exists()) {
      return root.get("Kind").textOrEmpty();
    }
    if (root.get("Containers").exists() && root.get("Node").exists()) {
      return "Pod";
    }
    if (root.get("StrategyType").exists()) {
      return "Deployment";
    }
    if (root.get("Session Affinity").exists() || root.get("Endpoints").exists()) {
      return "Service";
    }
    if (root.get("System Info").exists() || root.get("Allocatable").exists()) {
      return "Node";
    }
    if (root.get("Rules").exists() && root.get("Default backend").exists()) {
      return "Ingress";
    }
    return "Object";
  }

  private static Pod pod(Node root, String namespace, String name) {
    Map<String, Node> containers = root.get("Containers").entries();
    int ready = 0;
    int restarts = 0;
    String status = root.get("Status").textOrEmpty();
    for (Node container : containers.values()) {
      ready += container.get("Ready").isTrue() ? 1 : 0;
      restarts += (int) container.get("Restart Count").whole().orElse(0);
      // As in the STATUS column: why a container waits or ended says more than the phase.
      String reason = container.at("State", "Reason").textOrEmpty();
      status = reason.isEmpty() || status.startsWith("Terminating") ? status : reason;
    }
    return new Pod(
        namespace,
        name,
        root.get("IP").textOrEmpty(),
        before(root.get("Node").textOrEmpty(), '/'),
        before(status, ' '),
        ready,
        containers.isEmpty() ? -1 : containers.size(),
        restarts,
        null,
        null,
        new Evidence(root.place(), "Pod " + name + ": " + status));
  }
}
