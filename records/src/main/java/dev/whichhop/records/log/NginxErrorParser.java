package dev.whichhop.records.log;

import dev.whichhop.model.Hop;
import dev.whichhop.model.evidence.ClientFailure;
import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.model.evidence.Observation;
import dev.whichhop.model.evidence.Side;
import dev.whichhop.model.evidence.Vantage;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.LineParser;
import dev.whichhop.records.Parsed;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * nginx's error log, {@code 2026/08/11 09:00:16 [error] 29#29: *9726 text, client: …, request: "…",
 * upstream: "…"} (nginx src/core/ngx_log.c and src/http/ngx_http_upstream.c). An error about an
 * upstream is one failed request as this proxy saw it; errors about the client are not.
 */
public final class NginxErrorParser implements LineParser {
  private static final String[] FIELDS = {
    "client", "server", "request", "subrequest", "upstream", "host", "referrer"
  };

  @Override
  public String format() {
    return "nginx-error-log";
  }

  @Override
  public Optional<Parsed> parse(String line, LineContext context) {
    LeadingTime time = LeadingTime.of(line, 0, context.year());
    if (time == null || !line.startsWith(" [", time.end())) {
      return Optional.empty();
    }
    int close = line.indexOf("] ", time.end());
    int colon = close < 0 ? -1 : line.indexOf(": ", close);
    String level = close < 0 ? "" : Levels.of(line.substring(time.end() + 2, close));
    if (colon < 0 || level.isEmpty() || !isProcess(line, close + 2, colon)) {
      return Optional.empty();
    }
    String message = line.substring(colon + 2);
    LogRecord record =
        new LogRecord(
            Component.APPLICATION,
            context.instance(),
            time.time(),
            level,
            message,
            fields(message),
            line,
            context.place());
    return Optional.of(
        upstreamFailed(record) ? withRequest(record, context) : new Parsed.OfLog(record));
  }

  /** {@code pid#tid}. */
  private static boolean isProcess(String line, int start, int end) {
    int hash = line.indexOf('#', start);
    if (hash <= start || hash >= end) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (i != hash && !Character.isDigit(line.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean upstreamFailed(LogRecord record) {
    return record.level().equals("ERROR")
        && record.fields().containsKey("request")
        && text(record).contains("upstream");
  }

  /** The message without connection number and fields. */
  private static String text(LogRecord record) {
    int end = record.message().indexOf(", client: ");
    String text = end < 0 ? record.message() : record.message().substring(0, end);
    int space = text.startsWith("*") ? text.indexOf(' ') : -1;
    return text.substring(space + 1);
  }

  private static Parsed withRequest(LogRecord record, LineContext context) {
    Map<String, String> fields = record.fields();
    String text = text(record);
    ClientFailure failure = FailureText.of(text).failure();
    if (text.startsWith("upstream prematurely closed")) {
      failure = ClientFailure.EMPTY_REPLY;
    } else if (failure == ClientFailure.CONNECT_TIMEOUT && !text.contains("while connecting")) {
      failure = ClientFailure.TIMEOUT;
    } else if (failure == ClientFailure.NONE) {
      failure = ClientFailure.OTHER;
    }
    RequestWords words = RequestWords.of(fields.getOrDefault("request", ""));
    Observation observation =
        Observation.builder(
                new Vantage(Hop.GATEWAY, Side.GATEWAY, context.instance()), context.place())
            .time(record.time())
            .method(words == null ? "" : words.method())
            .path(words == null ? "" : words.target())
            .authority(fields.getOrDefault("host", ""))
            .upstreamHost(Target.of(fields.getOrDefault("upstream", "")).authority())
            .downstreamRemoteAddress(fields.getOrDefault("client", ""))
            .details(text)
            .clientFailure(failure)
            .raw(record.raw())
            .build();
    return new Parsed.OfLoggedRequest(record, observation);
  }

  private static Map<String, String> fields(String message) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String key : FIELDS) {
      int at = message.indexOf(", " + key + ": ");
      if (at < 0) {
        continue;
      }
      int start = at + key.length() + 4;
      boolean quoted = message.startsWith("\"", start);
      int end = quoted ? message.indexOf('"', start + 1) : message.indexOf(',', start);
      fields.put(
          key, message.substring(quoted ? start + 1 : start, end < 0 ? message.length() : end));
    }
    return fields;
  }
}
