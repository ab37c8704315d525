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
 * Any other line of text: takes a time, a level and {@code key=value} pairs where they are, and the
 * rest as the message. Never says no, so it comes last.
 */
public final class PlainLineParser implements LineParser {
  private static final String[] TIME_KEYS = {"time", "ts", "timestamp", "t", "@timestamp"};
  private static final String[] LEVEL_KEYS = {"level", "lvl", "severity", "loglevel"};

  /**
   * How far into a line a time in brackets is looked for ({@code INFO:werkzeug:… [14/Jun/2018 …]}).
   */
  private static final int LATEST_TIME = 120;

  /**
   * What only a caller prints without a time: exceptions of its library, as the last line of a
   * traceback, and the messages of clients in a shell.
   */
  private static final String[] CALLER_EXCEPTIONS = {
    "requests.exceptions.",
    "httpx.",
    "aiohttp.client_exceptions.",
    "curl: (",
    "okhttp3.",
    "org.apache.http.",
    "reactor.netty.http.client.",
    "AxiosError",
    "FetchError",
    "redis.exceptions.",
    "pika.exceptions.",
    "psycopg2.OperationalError",
    "pymysql.err.",
    "ERROR 2002 (HY000)",
    "ERROR 2003 (HY000)",
    "ERROR 2013 (HY000)",
    "psql: ",
    "mysqldump: ",
    "wget: ",
    "ssh: ",
    "nc: ",
    "telnet: ",
    "kex_exchange_identification: ",
    "fatal: unable to access "
  };

  @Override
  public String format() {
    return "plain-log";
  }

  @Override
  public Optional<Parsed> parse(String line, LineContext context) {
    LineStart start = LineStart.of(line, context.year());
    String rest = line.substring(start.end());
    Map<String, String> fields = KeyValues.of(rest);
    Instant time = start.time();
    if (time == null) {
      time = fieldTime(fields);
    }
    if (time == null) {
      time = bracketedTime(line, context.year());
    }
    String level = start.level();
    for (String key : LEVEL_KEYS) {
      level = level.isEmpty() && fields.containsKey(key) ? Levels.of(fields.get(key)) : level;
    }
    String said = fields.getOrDefault("msg", "");
    LogRecord record =
        new LogRecord(
            component(rest, context.component()),
            context.instance(),
            time,
            level,
            said.isEmpty() ? rest : said,
            fields,
            line,
            context.place());
    boolean whole =
        (time != null || !level.isEmpty() || standsAlone(line)) && !brokenAccessLine(rest);
    return Optional.of(whole ? Logged.of(record, context) : new Parsed.OfLog(record));
  }

  /** False for the lines of stack traces and dumps, which repeat what another line said. */
  private static boolean standsAlone(String line) {
    for (String exception : CALLER_EXCEPTIONS) {
      if (line.startsWith(exception)) {
        return true;
      }
    }
    boolean indented = line.isEmpty() || line.charAt(0) <= ' ';
    return !indented && !line.startsWith("Caused by:") && RequestWords.of(line) != null;
  }

  /** A line of a proxy's access log that its own parser refused: no application wrote it. */
  private static boolean brokenAccessLine(String message) {
    return message.startsWith("\"") && message.chars().filter(c -> c == '"').count() >= 8;
  }

  /** aws-node's plain log has no name of its own but speaks of ENIs and its pool in every line. */
  private static Component component(String message, Component otherwise) {
    boolean addresses =
        otherwise == Component.APPLICATION
            && (message.startsWith("IP pool stats")
                || message.startsWith("Found eni ")
                || message.startsWith("Reconcile ENI/IP pool")
                || message.startsWith("AddNetwork:")
                || message.startsWith("DelNetwork:")
                || message.startsWith("Starting L-IPAMD")
                || message.contains("getLocalPodsWithRetry()"));
    return addresses ? Component.CNI : otherwise;
  }

  private static @Nullable Instant fieldTime(Map<String, String> fields) {
    for (String key : TIME_KEYS) {
      String value = fields.get(key);
      if (value != null) {
        return LeadingTime.parse(value);
      }
    }
    return null;
  }

  private static @Nullable Instant bracketedTime(String line, int year) {
    int bracket = line.indexOf('[');
    for (int tries = 0; tries < 3 && bracket >= 0 && bracket < LATEST_TIME; tries++) {
      LeadingTime time = LeadingTime.of(line, bracket, year);
      if (time != null) {
        return time.time();
      }
      bracket = line.indexOf('[', bracket + 1);
    }
    return null;
  }
}
