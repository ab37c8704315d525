package dev.whichhop.evidence.log;

import dev.whichhop.records.log.FlatJson;
import dev.whichhop.records.log.LeadingTime;
import dev.whichhop.records.log.LogEnvelope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What log collectors and kubectl put around a line, taken off: the CRI prefix ({@code time stdout
 * F }), the JSON of Docker and of stores of logs ({@link LogEnvelope}), {@code kubectl logs
 * --prefix} and {@code --timestamps}, stern's pod and container, a pod's name and colon or in
 * brackets.
 *
 * @param text the line as the program wrote it
 * @param instance pod that the prefix names; empty otherwise
 * @param time of the prefix
 */
record LinePrefix(String text, String instance, @Nullable Instant time) {
  private static final String DOCKER = "{\"log\":\"";

  /** A quoted line that begins with a time or is JSON itself, or a field that only stores have. */
  private static final List<String> ENVELOPED =
      List.of(
          "\"[20", "\"{\\\"", "\"_source\":", "\"textPayload\":", "\"jsonPayload\":", "\"_raw\":");

  /** Shorter than this a nanosecond time stamp with its Z cannot be. */
  private static final int SHORTEST_TIME = 25;

  static LinePrefix strip(String line) {
    if (line.isEmpty()) {
      return new LinePrefix(line, "", null);
    }
    char first = line.charAt(0);
    if (first == '{') {
      return isEnveloped(line) ? opened(line) : new LinePrefix(line, "", null);
    }
    if (first == '[') {
      return line.startsWith("[pod/") ? kubectlPrefix(line) : bracketed(line);
    }
    if (first == '1' || first == '2') {
      return timestamp(line, "");
    }
    return first >= 'a' && first <= 'z' ? stern(line) : new LinePrefix(line, "", null);
  }

  /** What stands behind a prefix, whatever it is: also what does not begin as a log line does. */
  static String bare(String line) {
    LinePrefix prefix = strip(line);
    if (prefix.time != null || !prefix.instance.isEmpty()) {
      return prefix.text;
    }
    int blank = line.indexOf(' ');
    boolean time =
        blank >= SHORTEST_TIME
            && blank <= 36
            && line.charAt(10) == 'T'
            && LeadingTime.parse(line.substring(0, blank)) != null;
    return time ? line.substring(blank + 1) : line;
  }

  /** Cheap, for most JSON lines are a program's own. */
  private static boolean isEnveloped(String line) {
    if (line.startsWith(DOCKER)) {
      return true;
    }
    for (String mark : ENVELOPED) {
      if (line.contains(mark)) {
        return true;
      }
    }
    return false;
  }

  /** The line inside, where the JSON around it is not a program's own message with fields. */
  private static LinePrefix opened(String line) {
    Map<String, String> fields = FlatJson.read(line);
    LogEnvelope envelope = fields == null ? null : LogEnvelope.of(fields);
    return envelope == null
        ? new LinePrefix(line, "", null)
        : new LinePrefix(envelope.line(), envelope.pod(), envelope.time());
  }

  /** {@code [pod/name/container] }. */
  private static LinePrefix kubectlPrefix(String line) {
    int slash = line.indexOf('/', 5);
    int end = line.indexOf("] ");
    if (slash < 0 || end < slash) {
      return new LinePrefix(line, "", null);
    }
    LinePrefix rest = timestamp(line.substring(end + 2), line.substring(5, slash));
    return rest.text.isEmpty() ? new LinePrefix(line, "", null) : rest;
  }

  /** {@code [pod] line}. */
  private static LinePrefix bracketed(String line) {
    int end = line.indexOf("] ");
    return end > 1
            && LogEnvelope.beginsLine(line, end + 2)
            && InstanceName.looksLikePod(line.substring(1, end))
        ? timestamp(line.substring(end + 2), line.substring(1, end))
        : new LinePrefix(line, "", null);
  }

  /** A time stamp of kubectl or the container runtime: only when the program's own line follows. */
  private static LinePrefix timestamp(String line, String instance) {
    int blank = line.indexOf(' ');
    if (blank < SHORTEST_TIME - 5
        || blank > 36
        || line.charAt(4) != '-'
        || line.charAt(10) != 'T') {
      return new LinePrefix(line, instance, null);
    }
    int rest = blank + 1;
    boolean runtime =
        line.startsWith("stdout F ", rest)
            || line.startsWith("stderr F ", rest)
            || line.startsWith("stdout P ", rest)
            || line.startsWith("stderr P ", rest);
    if (runtime) {
      rest += "stdout F ".length();
    } else if (blank < SHORTEST_TIME || !LogEnvelope.beginsLine(line, rest)) {
      return new LinePrefix(line, instance, null);
    }
    Instant time = LeadingTime.parse(line.substring(0, blank));
    return time == null
        ? new LinePrefix(line, instance, null)
        : new LinePrefix(line.substring(rest), instance, time);
  }

  /**
   * {@code pod container line}, stern's default output without colour; {@code pod line} and {@code
   * pod: line}.
   */
  private static LinePrefix stern(String line) {
    int blank = line.indexOf(' ');
    if (blank > 1 && line.charAt(blank - 1) == ':') {
      String pod = line.substring(0, blank - 1);
      return InstanceName.looksLikePod(pod) && LogEnvelope.beginsLine(line, blank + 1)
          ? timestamp(line.substring(blank + 1), pod)
          : new LinePrefix(line, "", null);
    }
    int second = blank < 0 ? -1 : line.indexOf(' ', blank + 1);
    if (second < 0 || !InstanceName.looksLikePod(line.substring(0, blank))) {
      return new LinePrefix(line, "", null);
    }
    if (LogEnvelope.beginsLine(line, blank + 1)) {
      return timestamp(line.substring(blank + 1), line.substring(0, blank));
    }
    return LogEnvelope.beginsLine(line, second + 1)
        ? timestamp(line.substring(second + 1), line.substring(0, blank))
        : new LinePrefix(line, "", null);
  }
}
