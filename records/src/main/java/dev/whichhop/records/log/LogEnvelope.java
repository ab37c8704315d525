package dev.whichhop.records.log;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
    "log", "line", "textpayload", "message", "logmessage", "logentry", "attributes.message", "_raw"
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
    "podname",
    "pod_name",
    "pod"
  };

  private static final String[] TIME_KEYS = {
    "time", "@timestamp", "timestamp", "attributes.timestamp", "timegenerated", "_time", "date"
  };

  /** Fields that only an envelope has. */
  private static final String[] MARKS = {
    "textpayload", "insertid", "_index", "logmessage", "logentry", "attributes.message", "_raw"
  };

  /** A document of Elasticsearch stands in here. */
  private static final String DOCUMENT = "_source.";

  /** The line was JSON, and Cloud Logging keeps its fields in here. */
  private static final String PAYLOAD = "jsonPayload.";

  /**
   * The envelope that these fields are; null when they are those of a program's own line. Programs
   * write a field {@code pod} too, so that alone proves nothing unless the text beside it is
   * plainly a line of its own.
   *
   * @param fields by their path, {@code outer.inner}
   */
  public static @Nullable LogEnvelope of(Map<String, String> fields) {
    Map<String, String> document = below(DOCUMENT, fields);
    boolean stored = !document.isEmpty();
    Map<String, String> kept = stored ? document : fields;
    Map<String, String> names = lowerCase(kept);
    Map<String, String> payload = below(PAYLOAD, kept);
    LogEnvelope found = named(names);
    if (!payload.isEmpty() || (stored && found == null)) {
      return new LogEnvelope(json(payload.isEmpty() ? kept : payload), podOf(names), when(names));
    }
    boolean envelope = found != null && (stored || isMarked(names) || beginsLine(found.line, 0));
    return envelope ? found : null;
  }

  /** The line in fields that are known to be an envelope; null when there is none. */
  public static @Nullable LogEnvelope inside(Map<String, String> fields) {
    return named(lowerCase(fields));
  }

  private static @Nullable LogEnvelope named(Map<String, String> names) {
    String line = RequestKeys.first(names, LINE_KEYS);
    return line.isEmpty() ? null : new LogEnvelope(line.stripTrailing(), podOf(names), when(names));
  }

  /** Whether fields of these names, in lower case, may hold a line. */
  public static boolean hasLine(Collection<String> names) {
    return !Collections.disjoint(names, List.of(LINE_KEYS));
  }

  /** Whether fields of these names, in lower case, may hold a time. */
  public static boolean hasTime(Collection<String> names) {
    return !Collections.disjoint(names, List.of(TIME_KEYS));
  }

  /** The pod that fields or labels name; empty when none does. */
  public static String pod(Map<String, String> fields) {
    return podOf(lowerCase(fields));
  }

  private static String podOf(Map<String, String> names) {
    return RequestKeys.first(names, POD_KEYS);
  }

  /** A time as text, or since 1970 in seconds, milliseconds, microseconds or nanoseconds. */
  public static @Nullable Instant time(String text) {
    boolean digits = text.chars().allMatch(Character::isDigit);
    if (!digits || (text.length() != 16 && text.length() != 19)) {
      return LeadingTime.parse(text);
    }
    long units = Long.parseLong(text);
    long unitsPerSecond = text.length() == 19 ? 1_000_000_000L : 1_000_000L;
    return Instant.ofEpochSecond(
        units / unitsPerSecond, units % unitsPerSecond * (1_000_000_000L / unitsPerSecond));
  }

  /** True where a line begins as access logs, JSON and most programs begin theirs. */
  public static boolean beginsLine(String text, int at) {
    if (at >= text.length()) {
      return false;
    }
    return text.charAt(at) == '{'
        || text.startsWith("[20", at)
        || (text.startsWith("20", at) && at + 4 < text.length() && text.charAt(at + 4) == '-');
  }

  private static @Nullable Instant when(Map<String, String> names) {
    return time(RequestKeys.first(names, TIME_KEYS));
  }

  private static boolean isMarked(Map<String, String> names) {
    String stream = names.getOrDefault("stream", "");
    boolean labelled =
        names.keySet().stream()
            .anyMatch(key -> key.startsWith("labels.") || key.startsWith("fields."));
    return stream.equals("stdout")
        || stream.equals("stderr")
        || (labelled && names.containsKey("line"))
        || !RequestKeys.first(names, MARKS).isEmpty();
  }

  private static Map<String, String> lowerCase(Map<String, String> fields) {
    Map<String, String> names = new LinkedHashMap<>();
    fields.forEach((key, value) -> names.putIfAbsent(key.toLowerCase(Locale.ROOT), value));
    return names;
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
