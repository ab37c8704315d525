package dev.whichhop.flows.input;

import dev.whichhop.records.flowlog.FlowLogFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a file is, told by its first bytes and not by its name. */
public enum LogKind {
  /** One message a line. */
  TEXT,
  /** JSON in which CloudWatch Logs gives log events or rows of a query. */
  EVENTS,
  /** A table with a line of names: what the console of CloudWatch exports. */
  CSV,
  PARQUET,
  /** No log: descriptions of AWS and Kubernetes objects, in JSON, YAML or a table. */
  DOCUMENT,
  /** No log: a page of Markdown, as it lies beside logs in many folders. */
  PROSE,
  ARCHIVE,
  BINARY;

  static final int HEAD = 8 << 10;

  private static final int TAR_MAGIC = 257;
  private static final Pattern FIRST_KEY = Pattern.compile("\\s*\\{\\s*\"([^\"]*)\"\\s*:\\s*(.)");
  private static final Pattern HEADING = Pattern.compile("#{1,6} [^\n]*\n\\s*\n");
  private static final Pattern TABLE = Pattern.compile("(NAMESPACE|NAME)(\\s+[A-Z-]+)+\\s*");

  /** Keys with which answers of CloudWatch Logs and envelopes of subscriptions begin. */
  private static final Set<String> EVENT_KEYS =
      Set.of(
          "messageType",
          "owner",
          "logGroup",
          "logStream",
          "logEvents",
          "events",
          "searchedLogStreams",
          "nextToken",
          "nextForwardToken",
          "queryLanguage",
          "results",
          "statistics",
          "status");

  /** The kind of a file that begins with these bytes. */
  static LogKind of(byte[] head) {
    if (starts(head, 0, "PAR1")) {
      return PARQUET;
    }
    if (starts(head, 0, "PK\3\4") || starts(head, TAR_MAGIC, "ustar")) {
      return ARCHIVE;
    }
    for (byte one : head) {
      if (one == 0) {
        return BINARY;
      }
    }
    String text = new String(head, StandardCharsets.UTF_8);
    return ofText(text.startsWith("\ufeff") ? text.substring(1) : text);
  }

  private static LogKind ofText(String text) {
    String line = text.lines().findFirst().orElse("");
    if (text.stripLeading().startsWith("{")) {
      return ofObject(text, line);
    }
    if (text.stripLeading().startsWith("[")
        && text.stripLeading().substring(1).strip().startsWith("{")) {
      return text.contains("\"@message\"")
              || text.contains("\"@timestamp\"")
              || text.contains("\"srcAddr\"")
          ? EVENTS
          : DOCUMENT;
    }
    if (line.startsWith("apiVersion:") || line.startsWith("---") || TABLE.matcher(line).matches()) {
      return DOCUMENT;
    }
    if (HEADING.matcher(text).lookingAt()) {
      return PROSE;
    }
    return isNames(line) ? CSV : TEXT;
  }

  private static LogKind ofObject(String text, String line) {
    Matcher first = FIRST_KEY.matcher(text);
    if (!first.lookingAt()) {
      return TEXT;
    }
    boolean events =
        text.contains("\"logEvents\"")
            || text.contains("\"results\"")
            || text.contains("\"events\"") && text.contains("\"message\"");
    if (EVENT_KEYS.contains(first.group(1)) && events) {
      return EVENTS;
    }
    boolean nested = first.group(2).equals("[") || first.group(2).equals("{");
    if (nested || first.group(1).equals("apiVersion") || first.group(1).equals("kind")) {
      return DOCUMENT;
    }
    // An object a line is a log; one over several lines is a document.
    return line.stripTrailing().endsWith("}") ? TEXT : DOCUMENT;
  }

  private static boolean isNames(String line) {
    if (line.indexOf(',') < 0) {
      return false;
    }
    List<String> names = List.of(line.replace("\"", "").split(","));
    return names.contains("@message")
        || names.contains("message") && names.contains("timestamp")
        || FlowLogFormat.ofNames(String.join(" ", names)).isPresent();
  }

  private static boolean starts(byte[] head, int at, String magic) {
    if (head.length < at + magic.length()) {
      return false;
    }
    for (int i = 0; i < magic.length(); i++) {
      if (head[at + i] != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
