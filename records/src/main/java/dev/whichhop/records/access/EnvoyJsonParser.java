package dev.whichhop.records.access;

import dev.whichhop.model.evidence.Observation;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.LineParser;
import dev.whichhop.records.Parsed;
import dev.whichhop.records.log.FlatJson;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Envoy access logs as JSON: Istio's default keys ({@code telemetry_logging.go}), those of Envoy
 * Gateway, and the keys of a custom format when it is known. Values may be numbers, texts or null.
 */
public final class EnvoyJsonParser implements LineParser {
  private static final Map<String, AccessField> KEYS =
      Map.ofEntries(
          Map.entry("start_time", AccessField.START_TIME),
          Map.entry("method", AccessField.METHOD),
          Map.entry("request_method", AccessField.METHOD),
          Map.entry("path", AccessField.PATH),
          Map.entry("envoy_origin_path", AccessField.PATH),
          Map.entry("envoy_original_path", AccessField.PATH),
          Map.entry("request_path", AccessField.PATH),
          Map.entry("protocol", AccessField.PROTOCOL),
          Map.entry("response_code", AccessField.STATUS),
          Map.entry("status", AccessField.STATUS),
          Map.entry("status_code", AccessField.STATUS),
          Map.entry("grpc_status", AccessField.GRPC_STATUS),
          Map.entry("grpc_status_number", AccessField.GRPC_STATUS),
          Map.entry("grpc_status_code", AccessField.GRPC_STATUS),
          Map.entry("response_flags", AccessField.FLAGS),
          Map.entry("flags", AccessField.FLAGS),
          Map.entry("response_code_details", AccessField.DETAILS),
          Map.entry("connection_termination_details", AccessField.TERMINATION_DETAILS),
          Map.entry("upstream_transport_failure_reason", AccessField.TRANSPORT_FAILURE),
          Map.entry(
              "downstream_transport_failure_reason", AccessField.DOWNSTREAM_TRANSPORT_FAILURE),
          Map.entry("bytes_received", AccessField.BYTES_RECEIVED),
          Map.entry("bytes_sent", AccessField.BYTES_SENT),
          Map.entry("duration", AccessField.DURATION),
          Map.entry("upstream_service_time", AccessField.UPSTREAM_TIME),
          Map.entry("envoy_upstream_service_time", AccessField.UPSTREAM_TIME),
          Map.entry("x_forwarded_for", AccessField.FORWARDED_FOR),
          Map.entry("forwarded_for", AccessField.FORWARDED_FOR),
          Map.entry("user_agent", AccessField.USER_AGENT),
          Map.entry("request_id", AccessField.REQUEST_ID),
          Map.entry("authority", AccessField.AUTHORITY),
          Map.entry("authority_for", AccessField.AUTHORITY),
          Map.entry("host", AccessField.AUTHORITY),
          Map.entry("upstream_host", AccessField.UPSTREAM_HOST),
          Map.entry("upstream_remote_address", AccessField.UPSTREAM_HOST),
          Map.entry("upstream_cluster", AccessField.UPSTREAM_CLUSTER),
          Map.entry("upstream_cluster_raw", AccessField.UPSTREAM_CLUSTER),
          Map.entry("upstream_local_address", AccessField.UPSTREAM_LOCAL_ADDRESS),
          Map.entry("downstream_local_address", AccessField.DOWNSTREAM_LOCAL_ADDRESS),
          Map.entry("downstream_remote_address", AccessField.DOWNSTREAM_REMOTE_ADDRESS),
          Map.entry("requested_server_name", AccessField.SERVER_NAME),
          Map.entry("route_name", AccessField.ROUTE_NAME));

  /** What users like to call them; only when something else tells that it is an Envoy's line. */
  private static final Map<String, AccessField> GUESSES =
      Map.ofEntries(
          Map.entry("ts", AccessField.START_TIME),
          Map.entry("time", AccessField.START_TIME),
          Map.entry("timestamp", AccessField.START_TIME),
          Map.entry("rid", AccessField.REQUEST_ID),
          Map.entry("req_id", AccessField.REQUEST_ID),
          Map.entry("code", AccessField.STATUS),
          Map.entry("rf", AccessField.FLAGS),
          Map.entry("details", AccessField.DETAILS),
          Map.entry("proto", AccessField.PROTOCOL),
          Map.entry("uri", AccessField.PATH),
          Map.entry("url", AccessField.PATH),
          Map.entry("rx", AccessField.BYTES_RECEIVED),
          Map.entry("bytes_in", AccessField.BYTES_RECEIVED),
          Map.entry("tx", AccessField.BYTES_SENT),
          Map.entry("bytes_out", AccessField.BYTES_SENT),
          Map.entry("ms", AccessField.DURATION),
          Map.entry("dur", AccessField.DURATION),
          Map.entry("duration_ms", AccessField.DURATION),
          Map.entry("upstream_ms", AccessField.UPSTREAM_TIME),
          Map.entry("ua", AccessField.USER_AGENT),
          Map.entry("xff", AccessField.FORWARDED_FOR),
          Map.entry("up", AccessField.UPSTREAM_HOST),
          Map.entry("upstream", AccessField.UPSTREAM_HOST),
          Map.entry("up_local", AccessField.UPSTREAM_LOCAL_ADDRESS),
          Map.entry("down_local", AccessField.DOWNSTREAM_LOCAL_ADDRESS),
          Map.entry("down_remote", AccessField.DOWNSTREAM_REMOTE_ADDRESS),
          Map.entry("downstream_remote", AccessField.DOWNSTREAM_REMOTE_ADDRESS),
          Map.entry("downstream_local", AccessField.DOWNSTREAM_LOCAL_ADDRESS),
          Map.entry("client", AccessField.DOWNSTREAM_REMOTE_ADDRESS),
          Map.entry("sni", AccessField.SERVER_NAME),
          Map.entry("route", AccessField.ROUTE_NAME));

  /** A status and one of these make a JSON line an Envoy access-log line. */
  private static final Set<AccessField> TELLING =
      EnumSet.of(
          AccessField.FLAGS,
          AccessField.DETAILS,
          AccessField.UPSTREAM_CLUSTER,
          AccessField.UPSTREAM_HOST,
          AccessField.DOWNSTREAM_REMOTE_ADDRESS);

  private final Map<String, AccessField> custom;
  private final TextCache cache = new TextCache();

  EnvoyJsonParser() {
    this(Map.of());
  }

  private EnvoyJsonParser(Map<String, AccessField> custom) {
    this.custom = custom;
  }

  /** For a JSON format such as {@code {"status":"%RESPONSE_CODE%"}}. */
  static EnvoyJsonParser ofFormat(String format) {
    Map<String, AccessField> custom = new HashMap<>();
    Map<String, String> keys = FlatJson.read(format);
    if (keys != null) {
      keys.forEach((key, value) ->
          EnvoyFormat.compile(value)
              .filter(one -> one.fields().size() == 1)
              .ifPresent(one -> custom.put(key, one.fields().getFirst())));
    }
    return new EnvoyJsonParser(custom);
  }

  @Override
  public String format() {
    return "envoy-access-json";
  }

  @Override
  public Optional<Parsed> parse(String line, LineContext context) {
    if (line.isEmpty() || line.charAt(0) != '{') {
      return Optional.empty();
    }
    Map<String, String> values = FlatJson.read(line);
    if (values == null) {
      return Optional.empty();
    }
    Map<AccessField, String> fields = fields(values);
    boolean told = TELLING.stream().anyMatch(fields::containsKey);
    values.forEach((key, value) -> put(fields, GUESSES.get(plain(key)), value));
    if (!fields.containsKey(AccessField.STATUS) || !(told || hasBothEnds(fields))) {
      return Optional.empty();
    }
    Observation.Builder builder =
        Observation.builder(EnvoyVantage.unresolved(context.instance()), context.place());
    fields.forEach((field, value) -> set(field, value, fields, builder));
    return Optional.of(new Parsed.OfRequest(builder.raw(line).build()));
  }

  /** Only a proxy knows both its own address and its peer's. */
  private static boolean hasBothEnds(Map<AccessField, String> fields) {
    return fields.containsKey(AccessField.DOWNSTREAM_LOCAL_ADDRESS)
        && fields.containsKey(AccessField.DOWNSTREAM_REMOTE_ADDRESS);
  }

  /** The fields that their keys name, and the cluster, which names itself. */
  private Map<AccessField, String> fields(Map<String, String> values) {
    Map<AccessField, String> fields = new EnumMap<>(AccessField.class);
    values.forEach((key, value) -> {
      AccessField own = custom.get(key);
      AccessField field = own != null ? own : KEYS.get(plain(key));
      put(fields, EnvoyLooseParser.isCluster(value) ? AccessField.UPSTREAM_CLUSTER : field, value);
    });
    return fields;
  }

  private static void put(
      Map<AccessField, String> fields, @Nullable AccessField field, String value) {
    if (field != null && (field == AccessField.FLAGS || !value.equals("-"))) {
      fields.putIfAbsent(field, value);
    }
  }

  private void set(
      AccessField field, String value, Map<AccessField, String> all, Observation.Builder into) {
    boolean said =
        (field == AccessField.TERMINATION_DETAILS && all.containsKey(AccessField.DETAILS))
            || (field == AccessField.DOWNSTREAM_TRANSPORT_FAILURE
                && all.containsKey(AccessField.TRANSPORT_FAILURE));
    if (!said) {
      field.set(into, value, cache);
    }
  }

  /** The last part of a nested key, in lower case, without what headers have before and between. */
  private static String plain(String key) {
    String name = key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (KEYS.containsKey(name)) {
      return name;
    }
    name = name.replace('-', '_');
    name = name.startsWith(":") ? name.substring(1) : name;
    return name.startsWith("x_") && !KEYS.containsKey(name) ? name.substring(2) : name;
  }
}
