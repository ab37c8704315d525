package dev.whichhop.records.log;

import dev.whichhop.model.evidence.Component;
import dev.whichhop.model.evidence.LogRecord;
import dev.whichhop.records.LineContext;
import dev.whichhop.records.LineParser;
import dev.whichhop.records.Parsed;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Log lines that are JSON objects: zap as Knative uses it (old keys {@code level, ts, msg}, new
 * keys {@code severity, timestamp, message}), ztunnel, controllers, and the usual application
 * loggers (pino, bunyan, logback, structlog, ECS).
 */
public final class JsonLogParser implements LineParser {
  private static final String[] TIME_KEYS = {
    "ts",
    "timestamp",
    "time",
    "@timestamp",
    "date",
    "datetime",
    "asctime",
    "t",
    "eventTime",
    "timeMillis",
    "instant.epochSecond",
    "log_time",
    "created_at",
    "__REALTIME_TIMESTAMP" // journalctl -o json, in microseconds
  };
  private static final String[] LEVEL_KEYS = {
    "level", "severity", "log.level", "lvl", "levelname", "loglevel", "log_level", "level_name"
  };
  private static final String[] MESSAGE_KEYS = {
    "msg", "message", "event", "text", "log", "body", "fields.message", "MESSAGE"
  };

  @Override
  public String format() {
    return "json-log";
  }

  @Override
  public Optional<Parsed> parse(String line, LineContext context) {
    if (line.isEmpty() || line.charAt(0) != '{') {
      return Optional.empty();
    }
    Map<String, String> fields = FlatJson.read(line);
    if (fields == null) {
      return Optional.empty();
    }
    String message = first(fields, MESSAGE_KEYS);
    String level = level(first(fields, LEVEL_KEYS));
    Instant time = time(first(fields, TIME_KEYS));
    if (message.equals(fields.get("MESSAGE"))) {
      level = journalLevel(fields.getOrDefault("PRIORITY", ""));
    }
    if (time == null && level.isEmpty() && message.isEmpty()) {
      return Optional.empty();
    }
    LogRecord record =
        new LogRecord(
            JsonComponents.of(fields, context.component()),
            context.instance(),
            time,
            level,
            message,
            fields,
            line,
            context.place());
    return Optional.of(
        record.component() == Component.ZTUNNEL
            ? ZtunnelAccess.of(record, context)
            : Logged.of(record, context));
  }

  private static @Nullable Instant time(String text) {
    Instant time = LeadingTime.parse(text);
    if (time != null || text.indexOf('e') < 0) {
      return time;
    }
    return scientific(text);
  }

  /** zap's epoch encoder prints large floats as {@code 1.578332411e+09} in some versions. */
  private static @Nullable Instant scientific(String text) {
    try {
      return Instant.ofEpochMilli(Math.round(Double.parseDouble(text) * 1000));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** syslog's severities, which journald keeps as numbers: 0 to 3 are errors, 4 warnings. */
  private static String journalLevel(String priority) {
    return switch (priority) {
      case "0", "1", "2", "3" -> "ERROR";
      case "4" -> "WARN";
      case "5", "6" -> "INFO";
      case "7" -> "DEBUG";
      default -> "";
    };
  }

  private static String level(String word) {
    if (!word.isEmpty() && word.length() <= 3 && Character.isDigit(word.charAt(0))) {
      return word.chars().allMatch(Character::isDigit)
          ? Levels.ofNumber(Integer.parseInt(word))
          : "";
    }
    return Levels.of(word);
  }

  private static String first(Map<String, String> fields, String[] keys) {
    for (String key : keys) {
      String value = fields.get(key);
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    return "";
  }
}
