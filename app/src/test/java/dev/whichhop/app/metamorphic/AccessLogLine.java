package dev.whichhop.app.metamorphic;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of Istio's default text format, read by a pattern of the test's own (fact sheet of Istio
 * and Envoy, section 4.5), so that it can be written in other formats.
 */
record AccessLogLine(Map<String, String> fields, String prefix) {
  private static final Pattern DEFAULT_FORMAT =
      Pattern.compile(
          "^(?<prefix>.{0,80}?)\\[(?<start>20\\d\\d-[^\\]]+Z)\\] \"(?<request>[^\"]*)\" (?<code>\\d+) (?<flags>\\S+)"
              + " (?<details>\\S+) (?<termination>\\S+) \"(?<failure>[^\"]*)\" (?<received>\\d+)"
              + " (?<sent>\\d+) (?<duration>\\d+|-) (?<service>\\d+|-) \"(?<forwarded>[^\"]*)\""
              + " \"(?<agent>.*?)\" \"(?<id>[^\"]*)\" \"(?<authority>[^\"]*)\" \"(?<upstream>[^\"]*)\""
              + " (?<cluster>\\S+) (?<upstreamlocal>\\S+) (?<local>\\S+) (?<remote>\\S+) (?<sni>\\S+)"
              + " (?<route>\\S+)\\r?$");

  static Optional<AccessLogLine> read(String line) {
    Matcher match = DEFAULT_FORMAT.matcher(line);
    if (!match.matches()) {
      return Optional.empty();
    }
    Map<String, String> fields = new LinkedHashMap<>();
    match.namedGroups().keySet().forEach(name -> fields.put(name, match.group(name)));
    return Optional.of(new AccessLogLine(fields, match.group("prefix")));
  }

  /** As {@code accessLogEncoding: JSON} writes it: numbers as numbers, keys in Envoy's order. */
  String json() {
    String[] request = fields.get("request").split(" ", 3);
    boolean http = request.length == 3 && !request[0].equals("-");
    Map<String, Object> keys = new java.util.TreeMap<>();
    keys.put("start_time", text("start"));
    keys.put("method", http ? request[0] : null);
    keys.put("path", http ? request[1] : null);
    keys.put("protocol", http ? request[2] : null);
    keys.put("response_code", number("code"));
    keys.put("response_flags", text("flags"));
    keys.put("response_code_details", nullable("details"));
    keys.put("connection_termination_details", nullable("termination"));
    keys.put("upstream_transport_failure_reason", nullable("failure"));
    keys.put("bytes_received", number("received"));
    keys.put("bytes_sent", number("sent"));
    keys.put("duration", number("duration"));
    keys.put("upstream_service_time", nullable("service"));
    keys.put("x_forwarded_for", nullable("forwarded"));
    keys.put("user_agent", nullable("agent"));
    keys.put("request_id", nullable("id"));
    keys.put("authority", nullable("authority"));
    keys.put("upstream_host", nullable("upstream"));
    keys.put("upstream_cluster", nullable("cluster"));
    keys.put("upstream_local_address", nullable("upstreamlocal"));
    keys.put("downstream_local_address", nullable("local"));
    keys.put("downstream_remote_address", nullable("remote"));
    keys.put("requested_server_name", nullable("sni"));
    keys.put("route_name", nullable("route"));
    StringBuilder line = new StringBuilder(fields.get("prefix")).append('{');
    keys.forEach((key, value) -> {
      line.append(line.charAt(line.length() - 1) == '{' ? "" : ",")
          .append('"')
          .append(key)
          .append("\":");
      if (value instanceof String text) {
        line.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
      } else {
        line.append(value);
      }
    });
    return line.append('}').toString();
  }

  /** As Istio up to 1.5 wrote it: without response code and termination details. */
  String ofIstio15() {
    return String.join(
        " ",
        fields.get("prefix") + "[" + text("start") + "]",
        "\"" + text("request") + "\"",
        text("code"),
        text("flags"),
        "\"-\"",
        "\"" + text("failure") + "\"",
        text("received"),
        text("sent"),
        text("duration"),
        text("service"),
        "\"" + text("forwarded") + "\"",
        "\"" + text("agent") + "\"",
        "\"" + text("id") + "\"",
        "\"" + text("authority") + "\"",
        "\"" + text("upstream") + "\"",
        text("cluster"),
        text("upstreamlocal"),
        text("local"),
        text("remote"),
        text("sni"),
        text("route"));
  }

  private String text(String field) {
    return fields.getOrDefault(field, "-");
  }

  private @org.jspecify.annotations.Nullable Object nullable(String field) {
    return text(field).equals("-") ? null : text(field);
  }

  private @org.jspecify.annotations.Nullable Object number(String field) {
    return text(field).equals("-") ? null : Long.valueOf(text(field));
  }
}
