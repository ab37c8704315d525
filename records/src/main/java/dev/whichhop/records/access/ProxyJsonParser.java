package dev.whichhop.records.access;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.LineParser;
import dev.whichhop.records.Parsed;
import dev.whichhop.records.log.FlatJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Access lines as JSON of proxies other than Envoy: nginx with the names of its variables, Traefik,
 * Kong's log plugins, Caddy, API Gateway. Each has keys that no other program uses.
 */
final class ProxyJsonParser implements LineParser {

  /**
   * @param tells keys that all stand in such a line and together in no other
   */
  private record Dialect(List<String> tells, Map<String, AccessField> keys) {}

  /** nginx's variables, as users name the members of {@code log_format escape=json}. */
  private static final Dialect NGINX =
      new Dialect(
          List.of("remote_addr", "request_time", "status"),
          Map.ofEntries(
              Map.entry("time_local", AccessField.START_TIME),
              Map.entry("time_iso8601", AccessField.START_TIME),
              Map.entry("time", AccessField.START_TIME),
              Map.entry("@timestamp", AccessField.START_TIME),
              Map.entry("request_method", AccessField.METHOD),
              Map.entry("request_uri", AccessField.PATH),
              Map.entry("uri", AccessField.PATH),
              Map.entry("status", AccessField.STATUS),
              Map.entry("request_time", AccessField.DURATION_SECONDS),
              Map.entry("upstream_response_time", AccessField.UPSTREAM_TIME_SECONDS),
              Map.entry("upstream_addr", AccessField.UPSTREAM_HOST),
              Map.entry("remote_addr", AccessField.DOWNSTREAM_REMOTE_ADDRESS),
              Map.entry("http_host", AccessField.AUTHORITY),
              Map.entry("host", AccessField.AUTHORITY),
              Map.entry("http_user_agent", AccessField.USER_AGENT),
              Map.entry("http_x_forwarded_for", AccessField.FORWARDED_FOR),
              Map.entry("request_length", AccessField.BYTES_RECEIVED),
              Map.entry("body_bytes_sent", AccessField.BYTES_SENT),
              Map.entry("request_id", AccessField.REQUEST_ID),
              Map.entry("req_id", AccessField.REQUEST_ID)));

  /** Traefik's access-log fields; its duration is in nanoseconds. */
  private static final Dialect TRAEFIK =
      new Dialect(
          List.of("DownstreamStatus", "RequestPath"),
          Map.ofEntries(
              Map.entry("StartUTC", AccessField.START_TIME),
              Map.entry("RequestMethod", AccessField.METHOD),
              Map.entry("RequestPath", AccessField.PATH),
              Map.entry("RequestHost", AccessField.AUTHORITY),
              Map.entry("DownstreamStatus", AccessField.STATUS),
              Map.entry("DownstreamContentSize", AccessField.BYTES_SENT),
              Map.entry("ServiceAddr", AccessField.UPSTREAM_HOST),
              Map.entry("ServiceName", AccessField.UPSTREAM_CLUSTER),
              Map.entry("ClientAddr", AccessField.DOWNSTREAM_REMOTE_ADDRESS)));

  /** The log serializer of Kong's plugins. */
  private static final Dialect KONG =
      new Dialect(
          List.of("latencies.proxy", "response.status", "request.uri"),
          Map.ofEntries(
              Map.entry("started_at", AccessField.START_TIME),
              Map.entry("request.method", AccessField.METHOD),
              Map.entry("request.uri", AccessField.PATH),
              Map.entry("request.headers.host", AccessField.AUTHORITY),
              Map.entry("request.headers.user-agent", AccessField.USER_AGENT),
              Map.entry("request.id", AccessField.REQUEST_ID),
              Map.entry("response.status", AccessField.STATUS),
              Map.entry("response.size", AccessField.BYTES_SENT),
              Map.entry("latencies.request", AccessField.DURATION),
              Map.entry("latencies.proxy", AccessField.UPSTREAM_TIME),
              Map.entry("service.host", AccessField.UPSTREAM_CLUSTER),
              Map.entry("client_ip", AccessField.DOWNSTREAM_REMOTE_ADDRESS)));

  /** Caddy's {@code http.log.access}; {@code http.log.error} tells of the same requests again. */
  private static final Dialect CADDY =
      new Dialect(
          List.of("request.remote_ip", "request.uri", "status", "size"),
          Map.ofEntries(
              Map.entry("ts", AccessField.START_TIME),
              Map.entry("request.method", AccessField.METHOD),
              Map.entry("request.uri", AccessField.PATH),
              Map.entry("request.host", AccessField.AUTHORITY),
              Map.entry("request.proto", AccessField.PROTOCOL),
              Map.entry("request.remote_ip", AccessField.DOWNSTREAM_REMOTE_ADDRESS),
              Map.entry("status", AccessField.STATUS),
              Map.entry("size", AccessField.BYTES_SENT),
              Map.entry("duration", AccessField.DURATION_SECONDS)));

  /**
   * An access log of Amazon API Gateway with the names of the developer guide's example ("Set up
   * CloudWatch logging for REST APIs"). To the load balancer behind a VPC link it is the caller.
   */
  private static final Dialect API_GATEWAY =
      new Dialect(
          List.of("requestId", "requestTime", "httpMethod", "status", "responseLength"),
          Map.ofEntries(
              Map.entry("requestTime", AccessField.START_TIME),
              Map.entry("httpMethod", AccessField.METHOD),
              Map.entry("resourcePath", AccessField.PATH),
              Map.entry("path", AccessField.PATH),
              Map.entry("status", AccessField.STATUS),
              Map.entry("protocol", AccessField.PROTOCOL),
              Map.entry("responseLatency", AccessField.DURATION),
              Map.entry("integrationLatency", AccessField.UPSTREAM_TIME),
              Map.entry("responseLength", AccessField.BYTES_SENT),
              Map.entry("integrationErrorMessage", AccessField.DETAILS),
              Map.entry("requestId", AccessField.REQUEST_ID)));

  private static final List<Dialect> DIALECTS = List.of(NGINX, TRAEFIK, KONG, CADDY, API_GATEWAY);

  private final TextCache cache = new TextCache();

  @Override
  public String format() {
    return "proxy-access-json";
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
    return DIALECTS.stream()
        .filter(dialect -> values.keySet().containsAll(dialect.tells))
        .findFirst()
        .map(dialect -> new Parsed.OfRequest(observation(dialect, values, line, context)));
  }

  private Observation observation(
      Dialect dialect, Map<String, String> values, String line, LineContext context) {
    boolean calls = dialect == API_GATEWAY;
    Vantage vantage =
        new Vantage(
            calls ? Hop.CLIENT : Hop.GATEWAY,
            calls ? Side.CALLER : Side.GATEWAY,
            context.instance());
    Observation.Builder into = Observation.builder(vantage, context.place());
    dialect.keys.forEach((key, field) -> field.set(into, values.getOrDefault(key, ""), cache));
    if (dialect == NGINX && values.containsKey("request")) {
      RequestLine.of(values.get("request")).set(into, cache);
    }
    if (dialect == NGINX && !values.getOrDefault("upstream_status", "-").equals("-")) {
      into.details(cache.same("upstream_status=" + values.get("upstream_status")));
    }
    // A dash instead of the backend's status, and an error: it never answered.
    if (calls
        && values.getOrDefault("integrationStatus", "").equals("-")
        && !values.getOrDefault("integrationErrorMessage", "-").equals("-")) {
      into.clientFailure(ClientFailure.OTHER);
    }
    if (dialect == TRAEFIK) {
      long nanoseconds = AccessField.number(values.getOrDefault("Duration", ""));
      into.duration(nanoseconds < 0 ? null : Duration.ofNanos(nanoseconds));
    }
    return into.raw(line).build();
  }
}
