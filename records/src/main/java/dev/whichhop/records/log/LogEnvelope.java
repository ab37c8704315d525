package dev.whichhop.records.log;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a collector or a store of logs puts around a line as JSON: the pod, its own time, and either
 * the line as text or, where the line was JSON itself, its fields.
 *
 * <p>Names of fields after Docker's json-file driver, fluentd and Fluent Bit's Kubernetes filter,
 * Elastic Common Schema, Loki's HTTP API, the LogEntry of Cloud Logging, Datadog's Logs API and
 * Azure's ContainerLogV2.
 *
 * @param line as the program wrote it, or the fields that it wrote as a JSON object again
 * @param pod empty where nothing names it
 * @param time when the line was collected; null where nothing tells
 */
public record LogEnvelope(String line, String pod, @Nullable Instant time) {
  private static final String[] LINE_KEYS = {
    "log", "line", "textPayload", "message", "LogMessage", "LogEntry", "attributes.message", "_raw"
  };

  private static final String[] POD_KEYS = {
    "kubernetes.pod.name",
    "kubernetes.pod_name",
    "resource.labels.pod_name",
    "labels.pod",
    "fields.pod",
    "stream.pod",
    "attributes.attributes.pod_name",
    "k8s.pod.name",
    "PodName",
    "podName",
    "pod_name",
    "pod"
  };

  private static final String[] TIME_KEYS = {
    "time", "@timestamp", "timestamp", "attributes.timestamp", "TimeGenerated", "_time", "date"
  };

  /** Fields that only an envelope has. */
  private static final String[] MARKS = {
    "stream", "textPayload", "insertId", "_index", "LogMessage", "LogEntry", "attributes.message"
  };

  /** A document of Elasticsearch stands in here. */
  private static final String DOCUMENT = "_source.";

  /** The line was JSON, and Cloud Logging keeps its fields in here. */
  private static final String PAYLOAD = "jsonPayload.";

  /**
   * The envelope that these fields are; null when they are those of a program's own line.
   *
   * @param fields by their path, {@code outer.inner}
   */
  public static @Nullable LogEnvelope of(Map<String, String> fields) {
    boolean stored = fields.keySet().stream().anyMatch(key -> key.startsWith(DOCUMENT));
    Map<String, String> document = stored ? below(DOCUMENT, fields) : fields;
    Map<String, String> payload = below(PAYLOAD, document);
    String pod = pod(document);
    String line = RequestKeys.first(document, LINE_KEYS);
    if (!payload.isEmpty()) {
      line = json(payload);
    } else if (line.isEmpty() && stored) {
      line = json(document);
    }
    boolean envelope =
        stored
            || !payload.isEmpty()
            || !pod.isEmpty()
            || !RequestKeys.first(document, MARKS).isEmpty();
    return line.isEmpty() || !envelope
        ? null
        : new LogEnvelope(line.stripTrailing(), pod, time(RequestKeys.first(document, TIME_KEYS)));
  }

  /** The pod that fields or labels name; empty when none does. */
  public static String pod(Map<String, String> fields) {
    return RequestKeys.first(fields, POD_KEYS);
  }

  /** A time as text, or since 1970 in seconds, milliseconds, microseconds or nanoseconds. */
  public static @Nullable Instant time(String text) {
    if (text.length() < 16 || text.length() > 19 || !text.chars().allMatch(Character::isDigit)) {
      return LeadingTime.parse(text);
    }
    long unitsPerSecond = text.length() == 19 ? 1_000_000_000L : 1_000_000L;
    long units = Long.parseLong(text);
    return Instant.ofEpochSecond(
        units / unitsPerSecond, units % unitsPerSecond * (1_000_000_000L / unitsPerSecond));
  }

  private static Map<String, String> below(String prefix, Map<String, String> fields) {
    Map<String, String> below = new LinkedHashMap<>();
    fields.forEach((key, value) -> {
      if (key.startsWith(prefix)) {
        below.put(key.substring(prefix.length()), value);
      }
    });
    return below;
  }

  /** All values as strings, which is what {@link FlatJson} makes of them anyway. */
  private static String json(Map<String, String> fields) {
    StringBuilder json = new StringBuilder("{");
    fields.forEach((key, value) -> {
      json.append(json.length() == 1 ? "" : ",");
      quote(key, json);
      json.append(':');
      quote(value, json);
    });
    return json.append('}').toString();
  }

  private static void quote(String text, StringBuilder into) {
    into.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        into.append('\\').append(c);
      } else if (c < ' ') {
        into.append(String.format("\\u%04x", (int) c));
      } else {
        into.append(c);
      }
    }
    into.append('"');
  }
}
