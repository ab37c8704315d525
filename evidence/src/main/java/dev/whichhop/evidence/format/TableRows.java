package dev.whichhop.evidence.format;

import dev.whichhop.model.evidence.KubernetesEvent;
import dev.whichhop.model.evidence.Pod;
import dev.whichhop.model.evidence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of {@code kubectl get pods} and {@code kubectl get events} as facts. */
final class TableRows {
  /**
   * What an event is about when its table names the object alone (custom columns). Reasons of the
   * kubelet (pkg/kubelet/events), the scheduler, and the workload controllers.
   */
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("Scheduled", "pod"),
          Map.entry("FailedScheduling", "pod"),
          Map.entry("Pulling", "pod"),
          Map.entry("Pulled", "pod"),
          Map.entry("Created", "pod"),
          Map.entry("Started", "pod"),
          Map.entry("Killing", "pod"),
          Map.entry("Unhealthy", "pod"),
          Map.entry("BackOff", "pod"),
          Map.entry("FailedMount", "pod"),
          Map.entry("Evicted", "pod"),
          Map.entry("Preempted", "pod"),
          Map.entry("SuccessfulCreate", "replicaset"),
          Map.entry("SuccessfulDelete", "replicaset"),
          Map.entry("ScalingReplicaSet", "deployment"),
          Map.entry("SuccessfulRescale", "horizontalpodautoscaler"),
          Map.entry("NodeReady", "node"),
          Map.entry("NodeNotReady", "node"));

  private TableRows() {}

  /**
   * A row of pods.
   *
   * @param namespace of the command, for tables without a NAMESPACE column
   */
  static Pod pod(Table.Row row, String namespace) {
    String ready = row.cell("READY");
    int slash = ready.indexOf('/');
    return new Pod(
        namespace(row, namespace),
        withoutKind(row.cell("NAME")),
        known(row.cell("IP")),
        known(row.cell("NODE")),
        row.cell("STATUS"),
        slash < 0 ? -1 : number(ready.substring(0, slash)),
        slash < 0 ? -1 : number(ready.substring(slash + 1)),
        number(row.cell("RESTARTS")),
        null,
        null,
        row.evidence());
  }

  /** A row of events, of every layout that kubectl has had. */
  static KubernetesEvent event(Table.Row row, String namespace) {
    String seen = first(row, "LAST SEEN", "LASTSEEN", "LAST", "TIME", "LAST_SEEN");
    String object = first(row, "OBJECT", "NAME");
    int slash = object.indexOf('/');
    String kind = slash < 0 ? row.cell("KIND") : object.substring(0, slash);
    String name = object.substring(slash + 1);
    if (row.cell("OBJECT").isEmpty() && !row.cell("KIND").isEmpty()) {
      name = withoutEventSuffix(name);
    }
    if (kind.isEmpty()) {
      kind = KINDS.getOrDefault(row.cell("REASON"), "");
    }
    int count = number(row.cell("COUNT"));
    return new KubernetesEvent(
        namespace(row, namespace),
        row.cell("TYPE"),
        row.cell("REASON"),
        kind.toLowerCase(Locale.ROOT),
        name,
        row.cell("MESSAGE"),
        instant(seen),
        age(seen),
        count > 0 ? count : KubernetesAge.times(seen),
        row.evidence());
  }

  private static String namespace(Table.Row row, String otherwise) {
    String namespace = first(row, "NAMESPACE", "NS");
    return namespace.isEmpty() ? otherwise : namespace;
  }

  private static String first(Table.Row row, String... headers) {
    for (String header : headers) {
      if (!row.cell(header).isEmpty()) {
        return row.cell(header);
      }
    }
    return "";
  }

  /** {@code kubectl get all} prints {@code pod/name}. */
  static String withoutKind(String name) {
    return name.substring(name.indexOf('/') + 1);
  }

  /** Events are named {@code pod-name.16c3f0a1b2c3d4e5}; until 1.12 only this name was printed. */
  private static String withoutEventSuffix(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 && name.length() - dot > 8 ? name.substring(0, dot) : name;
  }

  private static String known(String cell) {
    return cell.equals("<none>") ? "" : cell;
  }

  private static @Nullable Instant instant(String cell) {
    try {
      return Instant.parse(cell);
    } catch (DateTimeParseException notATime) {
      return null;
    }
  }

  private static @Nullable Duration age(String cell) {
    return KubernetesAge.of(cell).orElse(null);
  }

  /** The number at the beginning of {@code 3 (28m ago)}; -1 when there is none. */
  private static int number(String cell) {
    int end = 0;
    while (end < cell.length() && end < 9 && Character.digit(cell.charAt(end), 10) >= 0) {
      end++;
    }
    return end == 0 ? -1 : Integer.parseInt(cell.substring(0, end));
  }
}
