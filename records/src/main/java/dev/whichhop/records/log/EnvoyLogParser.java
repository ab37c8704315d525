package dev.whichhop.records.log;

import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.LineParser;
import dev.whichhop.records.Parsed;
import java.util.Map;
import java.util.Optional;

/**
 * Envoy's own log lines, {@code [time][thread][level][logger] [file:line] message}, with the {@code
 * [Envoy (Epoch 0)] } that Istio before 1.8 put in front.
 */
public final class EnvoyLogParser implements LineParser {

  @Override
  public String format() {
    return "envoy-log";
  }

  @Override
  public Optional<Parsed> parse(String line, LineContext context) {
    int start = 0;
    if (line.startsWith("[Envoy (")) {
      start = line.indexOf("] ") + 2;
      if (start < 2) {
        return Optional.empty();
      }
    }
    if (start >= line.length() || line.charAt(start) != '[') {
      return Optional.empty();
    }
    LeadingTime time = LeadingTime.of(line, start, context.year());
    if (time == null) {
      return Optional.empty();
    }
    String level = "";
    int at = time.end();
    for (int group = 0; group < 4 && at < line.length() && line.charAt(at) == '['; group++) {
      int close = line.indexOf(']', at);
      if (close < 0) {
        break;
      }
      level = level.isEmpty() ? Levels.of(line.substring(at + 1, close)) : level;
      at = close + 1;
    }
    if (level.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Parsed.OfLog(
            new LogRecord(
                Component.ISTIO_PROXY,
                context.instance(),
                time.time(),
                level,
                line.substring(at).strip(),
                Map.of(),
                line,
                context.place())));
  }
}
