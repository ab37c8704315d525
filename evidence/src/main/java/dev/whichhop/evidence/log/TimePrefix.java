package dev.whichhop.evidence.log;

import dev.whichhop.records.log.LeadingTime;
import dev.whichhop.records.log.LogEnvelope;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time that a collector puts before a line, with what it puts behind that:
 *
 * <ul>
 *   <li>{@code time stdout F line}, Kubernetes' container runtime interface;
 *   <li>{@code time line}, {@code kubectl logs --timestamps};
 *   <li>{@code time {label="value", …} line}, logcli ({@code pkg/logcli/output/default.go} of
 *       Loki);
 *   <li>{@code time stream line}, {@code aws logs tail} ({@code
 *       awscli/customizations/logs/tail.py}).
 * </ul>
 *
 * <p>Programs begin their lines with a time too, so it is taken off only where a line of its own
 * follows.
 */
final class TimePrefix {
  /** Collectors write a zone and mostly fractions; {@code 2024-05-01T10:00:00+00:00}. */
  static final int SHORTEST_OF_COLLECTOR = 25;

  /** Nanoseconds and an offset. */
  static final int LONGEST = 36;

  private static final int TO_THE_SECOND = "2024-05-01T10:00:00".length();

  /** {@code stdout} or {@code stderr}, and F for a whole line, P for a part of one. */
  private static final Pattern RUNTIME = Pattern.compile("std(?:out|err) [FP] ");

  /** Labels in Go's quotes, padded with blanks so that lines stand below each other. */
  private static final Pattern LABELS =
      Pattern.compile("\\{(?:\\w+=\"(?:[^\"\\\\]|\\\\.)*+\"(?:, )?)*+} +");

  private static final Pattern POD_LABEL =
      Pattern.compile("(?:^\\{|, )(?:pod|pod_name|k8s_pod_name)=\"([^\"]+)\"");

  /** Names of streams have no blank, and a digit or a slash, which names of levels have not. */
  private static final Pattern STREAM = Pattern.compile("(?=\\S*[\\d/])[\\w.#/-]+ ");

  private TimePrefix() {}

  static LinePrefix strip(String line) {
    int blank = line.indexOf(' ');
    if (blank < TO_THE_SECOND
        || blank > LONGEST
        || line.charAt(4) != '-'
        || line.charAt(10) != 'T') {
      return LinePrefix.none(line);
    }
    int at = blank + 1;
    int end = at;
    String writer = "";
    Matcher rest = RUNTIME.matcher(line).region(at, line.length());
    if (rest.lookingAt()) {
      end = rest.end();
    } else if (rest.usePattern(LABELS).lookingAt()) {
      end = rest.end();
      writer = podOf(line.substring(at, end));
    } else if (!beginsOwnLine(line, at, blank)) {
      if (!rest.usePattern(STREAM).lookingAt() || !LogEnvelope.beginsLine(line, rest.end())) {
        return LinePrefix.none(line);
      }
      end = rest.end();
      writer = InstanceName.of(line.substring(at, end - 1), "");
    }
    Instant time = LeadingTime.parse(line.substring(0, blank));
    return time == null ? LinePrefix.none(line) : inside(line.substring(end), writer, time);
  }

  /** A stream holds lines as the collector sent them, with its own JSON around. */
  private static LinePrefix inside(String text, String writer, Instant time) {
    LinePrefix inner = text.startsWith("{") ? LinePrefix.strip(text) : LinePrefix.none(text);
    return new LinePrefix(
        inner.text(), inner.instance().isEmpty() ? writer : inner.instance(), time);
  }

  /** A program's own time without fractions may stand before JSON, but not before another time. */
  private static boolean beginsOwnLine(String line, int at, int timeLength) {
    return LogEnvelope.beginsLine(line, at)
        && (timeLength >= SHORTEST_OF_COLLECTOR || line.charAt(at) != '{');
  }

  private static String podOf(String labels) {
    Matcher pod = POD_LABEL.matcher(labels);
    return pod.find() ? pod.group(1) : "";
  }
}
