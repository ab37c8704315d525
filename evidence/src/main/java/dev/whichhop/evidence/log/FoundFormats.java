package dev.whichhop.evidence.log;

import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.EnvoyResource;
import dev.whichhop.model.evidence.KubernetesObject;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.records.access.AccessLogFormats;
import java.util.Map;
import java.util.Set;

/**
 * Access-log formats in the configuration that lies beside the logs: mesh config ({@code
 * accessLogFormat}, {@code extensionProviders[].envoyFileAccessLog.logFormat}), IstioOperator,
 * EnvoyFilter, and Envoy's own listeners. Whatever the field is called, a text with the operators
 * of a format is one.
 */
final class FoundFormats {
  /** Every access-log format has a status; other texts with operators are header values. */
  private static final String STATUS = "%RESPONSE_CODE%";

  private static final int DEEPEST = 60;

  /** A cluster has tens of thousands of them, and none says how a proxy logs. */
  private static final Set<String> WITHOUT_FORMAT =
      Set.of(
          "Pod",
          "Service",
          "Endpoints",
          "EndpointSlice",
          "VirtualService",
          "DestinationRule",
          "HTTPRoute");

  /** What can have {@code access_log} in Envoy's API (envoy/config/accesslog/v3). */
  private static final Set<EnvoyResource.Kind> WITH_FORMAT =
      Set.of(
          EnvoyResource.Kind.LISTENER, EnvoyResource.Kind.BOOTSTRAP, EnvoyResource.Kind.EXTENSION);

  private final AccessLogFormats formats = new AccessLogFormats();

  private FoundFormats() {}

  static AccessLogFormats in(BundleBuilder bundle) {
    FoundFormats found = new FoundFormats();
    for (KubernetesObject object : bundle.objectsSoFar()) {
      if (!WITHOUT_FORMAT.contains(object.kind())) {
        found.walk(object.root(), 0);
      }
    }
    for (EnvoyResource resource : bundle.envoySoFar()) {
      if (WITH_FORMAT.contains(resource.kind())) {
        found.walk(resource.root(), 0);
      }
    }
    return found.formats;
  }

  private void walk(Node node, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    Map<String, Node> entries = node.entries();
    if (entries.values().stream().anyMatch(FoundFormats::isStatus)) {
      formats.add(json(entries));
    } else {
      entries.values().forEach(child -> walk(child, depth + 1));
    }
    node.items().forEach(child -> walk(child, depth + 1));
    node.text().filter(text -> text.contains(STATUS)).ifPresent(this::add);
  }

  private static boolean isStatus(Node node) {
    return node.text().filter(STATUS::equals).isPresent();
  }

  /** A format, or a document within a text ({@code data.mesh} of a ConfigMap) that holds one. */
  private void add(String text) {
    if (text.indexOf('\n') < 0 || text.indexOf('\n') == text.length() - 1) {
      formats.add(text);
      return;
    }
    text.lines()
        .map(String::strip)
        .filter(line -> line.startsWith("accessLogFormat:"))
        .map(line -> unquoted(line.substring("accessLogFormat:".length()).strip()))
        .forEach(formats::add);
  }

  private static String unquoted(String value) {
    int last = value.length() - 1;
    if (last < 1 || value.charAt(0) != value.charAt(last)) {
      return value;
    }
    return switch (value.charAt(0)) {
      case '"' ->
          value.substring(1, last).replace("\\\"", "\"").replace("\\n", "").replace("\\\\", "\\");
      case '\'' -> value.substring(1, last).replace("''", "'");
      default -> value;
    };
  }

  private static String json(Map<String, Node> entries) {
    StringBuilder text = new StringBuilder("{");
    for (Map.Entry<String, Node> entry : entries.entrySet()) {
      String operator = entry.getValue().text().orElse("");
      if (operator.indexOf('"') < 0 && operator.indexOf('\\') < 0) {
        text.append(text.length() > 1 ? "," : "");
        text.append('"').append(entry.getKey().replace("\"", "")).append("\":\"");
        text.append(operator).append('"');
      }
    }
    return text.append('}').toString();
  }
}
