package dev.whichhop.evidence.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Envoy's access-log line behind whatever a tool has put before it: journald, syslog, docker
 * compose, {@code grep -H} and {@code grep -n}, a log library of somebody's own. Such prefixes have
 * no end; the line itself is easily told.
 */
final class EmbeddedLine {
  /** Longer prefixes are texts that quote a line. */
  private static final int LONGEST_PREFIX = 300;

  /** {@code [2025-03-04T05:06:07.123Z] "GET }; TCP has {@code "- - -"}. */
  private static final Pattern TEXT =
      Pattern.compile("\\[2\\d{3}-\\d\\d-\\d\\dT[0-9:.Z+-]{8,24}] \"(?:[A-Z]{3,10} |- )");

  /** Terminal colours and {@code grep --color}'s erasing to the end of the line. */
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");

  /** {@code file:}, {@code file:12:}, {@code 12:} and {@code service-1 | }. */
  private static final Pattern FILE = Pattern.compile("(\\S*[A-Za-z]\\S*?):(?:\\d+:)?");

  private static final Pattern COMPOSE = Pattern.compile("(\\S+)\\s+\\|\\s*");

  private EmbeddedLine() {}

  /** The line without colours. */
  static String plain(String line) {
    return line.indexOf('\u001b') < 0 ? line : COLOUR.matcher(line).replaceAll("");
  }

  /** The line inside; the same when there is none, or when nothing stands before it. */
  static LinePrefix within(LinePrefix outer) {
    int at = begin(outer.text());
    if (at <= 0) {
      return outer;
    }
    String before = outer.text().substring(0, at);
    String writer = outer.instance().isEmpty() ? writer(before) : outer.instance();
    return new LinePrefix(outer.text().substring(at), writer, outer.time());
  }

  private static int begin(String text) {
    if (text.startsWith("{") || text.startsWith("[2")) {
      return -1;
    }
    if (text.indexOf("] \"") > 0) {
      Matcher line = TEXT.matcher(text).region(0, Math.min(text.length(), LONGEST_PREFIX));
      return line.find() ? line.start() : -1;
    }
    int json = text.indexOf("{\"");
    boolean envoys =
        json > 0
            && json < LONGEST_PREFIX
            && text.endsWith("}")
            && text.contains("\"response_flags\"");
    return envoys ? json : -1;
  }

  /** Several files or containers in one text are several writers. */
  private static String writer(String before) {
    Matcher file = FILE.matcher(before);
    if (file.matches()) {
      return InstanceName.of(file.group(1), "");
    }
    Matcher container = COMPOSE.matcher(before);
    return container.matches() ? container.group(1) : "";
  }
}
