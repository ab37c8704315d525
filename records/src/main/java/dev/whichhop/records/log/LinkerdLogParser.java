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
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lines of linkerd2-proxy, {@code [ 12.000000000s] WARN ThreadId(01) inbound:…: message}. The time
 * is seconds since the proxy started, so the record has none.
 */
public final class LinkerdLogParser implements LineParser {

  @Override
  public String format() {
    return "linkerd-proxy-log";
  }

  @Override
  public Optional<Parsed> parse(String line, LineContext context) {
    int open = line.startsWith("[") ? 0 : oldLevelEnd(line);
    int close = open < 0 ? -1 : line.indexOf("s] ");
    if (close < 0 || close - open > 30 || !isSeconds(line, open + 1, close)) {
      return Optional.empty();
    }
    String rest = line.substring(close + 3).stripLeading();
    int space = open > 0 ? -1 : rest.indexOf(' ');
    String level =
        Levels.of(open > 0 ? line.substring(0, 3) : rest.substring(0, Math.max(space, 0)));
    if (level.isEmpty()) {
      return Optional.empty();
    }
    String message = withoutThread(rest.substring(space + 1).stripLeading());
    Map<String, String> fields = spanFields(message);
    LogRecord record =
        new LogRecord(
            Component.LINKERD_PROXY,
            context.instance(),
            null,
            level,
            message,
            fields,
            line,
            context.place());
    Side side = side(message);
    int failed = failure(message);
    if (failed < 0 || side == null) {
      return Optional.of(new Parsed.OfLog(record));
    }
    String error = message.substring(failed);
    ClientFailure failure = FailureText.of(error).failure();
    Observation observation =
        Observation.builder(new Vantage(Hop.SIDECAR, side, context.instance()), context.place())
            .details(error)
            .authority(fields.getOrDefault("name", ""))
            .upstreamHost(
                fields.getOrDefault("target.addr", fields.getOrDefault("endpoint.addr", "")))
            .downstreamRemoteAddress(
                fields.getOrDefault("client.addr", fields.getOrDefault("peer.addr", "")))
            .clientFailure(failure == ClientFailure.NONE ? ClientFailure.OTHER : failure)
            .raw(line)
            .build();
    return Optional.of(new Parsed.OfLoggedRequest(record, observation));
  }

  /** {@code ERR! [ 11082.146455s]}, the order of proxies before 2.7; -1 when it is not that. */
  private static int oldLevelEnd(String line) {
    return line.startsWith("ERR! [") ? 5 : -1;
  }

  private static @Nullable Side side(String message) {
    if (message.startsWith("inbound") || message.contains("server=in ")) {
      return Side.INBOUND;
    }
    boolean outbound = message.startsWith("outbound") || message.contains("server=out ");
    return outbound ? Side.OUTBOUND : null;
  }

  private static String withoutThread(String message) {
    int end = message.startsWith("ThreadId(") ? message.indexOf(") ") : -1;
    return message.substring(end < 0 ? 0 : end + 2);
  }

  /** Where the message of a failed request begins; -1 for none. */
  private static int failure(String message) {
    for (String text :
        new String[] {"Failed to proxy request: ", "equest failed error=", "unexpected error: "}) {
      int at = message.indexOf(text);
      if (at >= 0) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isSeconds(String line, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = line.charAt(i);
      if (c != ' ' && c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return end > start;
  }

  /** Spans carry their fields in braces, {@code accept{peer.addr=…}}. */
  private static Map<String, String> spanFields(String message) {
    return KeyValues.of(message.replace('}', ' '));
  }
}
