package dev.whichhop.evidence.document;

import dev.whichhop.evidence.Problems;
import dev.whichhop.evidence.source.TextFile;
import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.BundleBuilder;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Coverage;
import dev.whichhop.model.evidence.Node;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a browser's network panel saves: an HTTP archive (HAR 1.2). Chromium names the network error
 * of a request without an answer in {@code response._error}; Firefox leaves the status 0.
 */
final class HarShape implements DocumentShape {
  private static final int LONGEST_BODY = 400;

  @Override
  public String format() {
    return "har";
  }

  @Override
  public boolean recognises(Node root) {
    return root.at("log", "entries").exists() && root.at("log", "version").exists();
  }

  @Override
  public void read(Node root, TextFile file, BundleBuilder into, Problems problems) {
    String browser = root.at("log", "browser", "name").textOrEmpty();
    Vantage vantage =
        new Vantage(Hop.CLIENT, Side.CALLER, browser.isEmpty() ? file.name() : browser);
    Instant first = null;
    Instant last = null;
    for (Node entry : root.at("log", "entries").items()) {
      Observation observation = observation(entry, vantage);
      into.add(observation);
      Instant start = observation.time().orElse(null);
      if (start == null) {
        problems.report(entry.place(), "entry without a startedDateTime that can be read");
        continue;
      }
      first = first == null || start.isBefore(first) ? start : first;
      Instant end = observation.end().orElse(start);
      last = last == null || end.isAfter(last) ? end : last;
    }
    into.add(
        new Coverage(file.name(), vantage.instance(), first, last, Coverage.Completeness.FULL));
  }

  private static Observation observation(Node entry, Vantage vantage) {
    Node request = entry.get("request");
    Node response = entry.get("response");
    int status = (int) response.get("status").whole().orElse(0);
    String error = response.any("_error", "error").textOrEmpty();
    Observation.Builder builder =
        Observation.builder(vantage, entry.place())
            .time(time(entry.get("startedDateTime").textOrEmpty()))
            .duration(millis(entry.get("time")))
            .upstreamTime(millis(entry.at("timings", "wait")))
            .method(request.get("method").textOrEmpty())
            .protocol(protocol(response.get("httpVersion").textOrEmpty()))
            .status(status)
            .bytesSent(request.get("bodySize").whole().orElse(-1))
            .bytesReceived(response.at("content", "size").whole().orElse(-1))
            .upstreamHost(entry.get("serverIPAddress").textOrEmpty())
            .userAgent(header(request, "user-agent"))
            .requestId(requestId(request, response))
            .details(details(response, error))
            .body(start(response.at("content", "text").textOrEmpty()))
            .clientFailure(failure(status, error));
    String url = request.get("url").textOrEmpty();
    setTarget(url, builder);
    return builder
        .raw(request.get("method").textOrEmpty() + " " + url + " " + status + " " + error)
        .build();
  }

  private static void setTarget(String url, Observation.Builder builder) {
    try {
      URI uri = URI.create(url);
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      builder.path((uri.getRawPath() == null ? "" : uri.getRawPath()) + query);
      builder.authority(uri.getRawAuthority() == null ? "" : uri.getRawAuthority());
      builder.serverName(uri.getHost() == null ? "" : uri.getHost());
    } catch (IllegalArgumentException notAnAddress) {
      builder.path(url);
    }
  }

  private static @Nullable Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException notATime) {
      return null;
    }
  }

  /** HAR times are milliseconds with a fraction; -1 means that the phase did not take place. */
  private static @Nullable Duration millis(Node field) {
    double value = field.number().orElse(-1);
    return value < 0 || value > 1e12 ? null : Duration.ofNanos((long) (value * 1e6));
  }

  private static String protocol(String written) {
    return switch (written.toLowerCase(Locale.ROOT)) {
      case "h2" -> "HTTP/2";
      case "h3" -> "HTTP/3";
      default -> written.toUpperCase(Locale.ROOT);
    };
  }

  private static String requestId(Node request, Node response) {
    String sent = header(request, "x-request-id");
    return sent.isEmpty() ? header(response, "x-request-id") : sent;
  }

  /** The headers that say who answered. */
  private static String details(Node response, String error) {
    StringBuilder details = new StringBuilder(error);
    for (String name : List.of("server", "via", "x-envoy-upstream-service-time")) {
      String value = header(response, name);
      if (!value.isEmpty()) {
        details.append(details.isEmpty() ? "" : "; ").append(name).append('=').append(value);
      }
    }
    return details.toString();
  }

  private static String header(Node message, String name) {
    for (Node header : message.get("headers").items()) {
      if (header.get("name").textOrEmpty().equalsIgnoreCase(name)) {
        return header.get("value").textOrEmpty();
      }
    }
    return "";
  }

  private static String start(String body) {
    return body.length() <= LONGEST_BODY ? body : body.substring(0, LONGEST_BODY);
  }

  /** Names from Chromium's {@code net/base/net_error_list.h}. */
  private static ClientFailure failure(int status, String error) {
    String name = error.startsWith("net::") ? error.substring("net::".length()) : error;
    return switch (name) {
      case "" -> status == 0 ? ClientFailure.OTHER : ClientFailure.NONE;
      case "ERR_EMPTY_RESPONSE" -> ClientFailure.EMPTY_REPLY;
      case "ERR_CONNECTION_RESET", "ERR_CONNECTION_ABORTED", "ERR_CONNECTION_CLOSED" ->
          ClientFailure.RESET;
      case "ERR_CONNECTION_REFUSED" -> ClientFailure.REFUSED;
      case "ERR_CONNECTION_TIMED_OUT" -> ClientFailure.CONNECT_TIMEOUT;
      case "ERR_TIMED_OUT" -> ClientFailure.TIMEOUT;
      case "ERR_ADDRESS_UNREACHABLE", "ERR_INTERNET_DISCONNECTED" -> ClientFailure.UNREACHABLE;
      case "ERR_NAME_NOT_RESOLVED" -> ClientFailure.DNS;
      case "ERR_CONTENT_LENGTH_MISMATCH", "ERR_INCOMPLETE_CHUNKED_ENCODING" ->
          ClientFailure.PARTIAL;
      default ->
          name.startsWith("ERR_SSL") || name.startsWith("ERR_CERT")
              ? ClientFailure.TLS
              : name.startsWith("ERR_HTTP2") ? ClientFailure.HTTP2 : ClientFailure.OTHER;
    };
  }
}
