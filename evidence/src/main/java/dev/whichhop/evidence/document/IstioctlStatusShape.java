package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.Evidence;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Setting;
import dev.whichhop.model.evidence.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON of {@code istioctl version}, {@code istioctl analyze}, {@code istioctl proxy-status} and of
 * istiod's {@code /debug/syncz}.
 *
 * <p>Tables get the columns of the plain output, so a check reads one form only.
 */
public final class IstioctlStatusShape implements DocumentShape {
  /** xDS type to column (istioctl/pkg/writer/pilot/status.go). */
  private static final Map<String, String> COLUMNS =
      Map.of(
          "Cluster", "CDS",
          "Listener", "LDS",
          "ClusterLoadAssignment", "EDS",
          "RouteConfiguration", "RDS",
          "TypedExtensionConfig", "ECDS");

  private static final List<String> STATUS_HEADERS =
      List.of("NAME", "CLUSTER", "CDS", "LDS", "EDS", "RDS", "ECDS", "ISTIOD", "VERSION");

  @Override
  public String format() {
    return "istioctl-json";
  }

  @Override
  public boolean recognises(Node root) {
    return isVersion(root)
        || !clients(root).isEmpty()
        || root.items().stream().anyMatch(IstioctlStatusShape::isMessage)
        || root.items().stream().anyMatch(IstioctlStatusShape::isSync);
  }

  private static boolean isVersion(Node root) {
    return root.get("meshVersion").exists()
        || root.get("dataPlaneVersion").exists()
        || root.at("clientVersion", "golang_version").exists();
  }

  private static boolean isMessage(Node node) {
    return node.get("code").textOrEmpty().startsWith("IST") && node.get("level").exists();
  }

  private static boolean isSync(Node node) {
    return node.get("proxy").exists()
        && (node.get("cluster_sent").exists() || node.get("listener_sent").exists());
  }

  private static List<Node> clients(Node root) {
    List<Node> clients = new ArrayList<>();
    for (Node answer : root.items().isEmpty() ? List.of(root) : root.items()) {
      for (Node resource : answer.get("resources").items()) {
        if (resource.get("genericXdsConfigs").exists()) {
          clients.add(resource);
        }
      }
    }
    return clients;
  }

  @Override
  public void read(Node root, TextFile file, BundleBuilder into, Problems problems) {
    if (isVersion(root)) {
      version(root, into);
    } else if (root.items().stream().anyMatch(IstioctlStatusShape::isMessage)) {
      messages(root, into);
    } else if (root.items().stream().anyMatch(IstioctlStatusShape::isSync)) {
      addStatus(root.items().stream().map(IstioctlStatusShape::syncRow).toList(), into);
    } else {
      addStatus(clients(root).stream().map(IstioctlStatusShape::clientRow).toList(), into);
    }
  }

  private static void version(Node root, BundleBuilder into) {
    version("istio.version.client", root.at("clientVersion", "version"), into);
    for (Node component : root.get("meshVersion").items()) {
      version("istio.version.control-plane", component.at("Info", "version"), into);
    }
    for (Node proxy : root.get("dataPlaneVersion").items()) {
      version("istio.version.data-plane", proxy.get("IstioVersion"), into);
    }
  }

  private static void version(String key, Node value, BundleBuilder into) {
    value.text().ifPresent(text -> into.add(new Setting(key, text, value.evidence())));
  }

  private static void messages(Node root, BundleBuilder into) {
    List<Table.Row> rows = new ArrayList<>();
    for (Node message : root.items()) {
      String level = message.get("level").textOrEmpty();
      String code = message.get("code").textOrEmpty();
      String origin = message.get("origin").textOrEmpty();
      String text = message.get("message").textOrEmpty();
      rows.add(
          new Table.Row(
              Map.of("LEVEL", level, "CODE", code, "OBJECT", origin, "MESSAGE", text),
              new Evidence(message.place(), level + " [" + code + "] (" + origin + ") " + text)));
    }
    into.add(
        new Table(
            "istioctl-analyze", List.of("LEVEL", "CODE", "OBJECT", "MESSAGE"), List.copyOf(rows)));
  }

  private static void addStatus(List<Table.Row> rows, BundleBuilder into) {
    into.add(new Table("proxy-status", STATUS_HEADERS, rows));
  }

  private static Table.Row clientRow(Node client) {
    Map<String, String> cells = new LinkedHashMap<>();
    cells.put("NAME", ProxyName.ofNodeId(client.at("node", "id"), id(client)));
    cells.put("CLUSTER", client.at("node", "metadata", "CLUSTER_ID").textOrEmpty());
    cells.put("VERSION", client.at("node", "metadata", "ISTIO_VERSION").textOrEmpty());
    for (Node config : client.get("genericXdsConfigs").items()) {
      String type = config.get("typeUrl").textOrEmpty();
      String column = COLUMNS.get(type.substring(type.lastIndexOf('.') + 1));
      if (column != null) {
        cells.put(column, config.get("configStatus").textOrEmpty());
      }
    }
    return row(cells, client);
  }

  private static String id(Node client) {
    return client.at("node", "id").textOrEmpty();
  }

  /** Sent is not acknowledged: stale; never sent: not sent (as {@code status.go} computes it). */
  private static Table.Row syncRow(Node sync) {
    Map<String, String> cells = new LinkedHashMap<>();
    cells.put("NAME", sync.get("proxy").textOrEmpty());
    cells.put("CLUSTER", sync.get("cluster_id").textOrEmpty());
    cells.put("VERSION", sync.get("istio_version").textOrEmpty());
    cells.put("CDS", synchronised(sync, "cluster"));
    cells.put("LDS", synchronised(sync, "listener"));
    cells.put("EDS", synchronised(sync, "endpoint"));
    cells.put("RDS", synchronised(sync, "route"));
    cells.put("ECDS", synchronised(sync, "extensionconfig"));
    return row(cells, sync);
  }

  private static String synchronised(Node sync, String what) {
    String sent = sync.get(what + "_sent").textOrEmpty();
    String acknowledged = sync.get(what + "_acked").textOrEmpty();
    if (sent.isEmpty()) {
      return "NOT SENT";
    }
    if (sent.equals(acknowledged)) {
      return "SYNCED";
    }
    return acknowledged.isEmpty() ? "STALE (Never Acknowledged)" : "STALE";
  }

  private static Table.Row row(Map<String, String> cells, Node node) {
    return new Table.Row(Map.copyOf(cells), new Evidence(node.place(), cells.toString()));
  }
}
