package dev.whichhop.evidence.log;

import dev.whichhop.records.log.FlatJson;
import dev.whichhop.records.log.LeadingTime;
import dev.whichhop.records.log.LogEnvelope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What log collectors and kubectl put around a line, taken off: the JSON of Docker and of stores of
 * logs ({@link LogEnvelope}), times with what follows them ({@link TimePrefix}) names of pods
 * ({@link NamePrefix}), and anything before an Envoy's line ({@link EmbeddedLine}).
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

  static LinePrefix strip(String line) {
    return EmbeddedLine.within(known(EmbeddedLine.plain(line)));
  }

  private static LinePrefix known(String line) {
    if (line.isEmpty()) {
      return none(line);
    }
    char first = line.charAt(0);
    if (first == '{') {
      return isEnveloped(line) ? opened(line) : none(line);
    }
    if (first == '1' || first == '2') {
      return TimePrefix.strip(line);
    }
    return first == '[' || (first >= 'a' && first <= 'z') ? NamePrefix.strip(line) : none(line);
  }

  static LinePrefix none(String line) {
    return new LinePrefix(line, "", null);
  }

  /** What stands behind a prefix, whatever it is: also what does not begin as a log line does. */
  static String bare(String line) {
    LinePrefix prefix = strip(line);
    if (prefix.time != null || !prefix.instance.isEmpty()) {
      return prefix.text;
    }
    int blank = line.indexOf(' ');
    boolean time =
        blank >= TimePrefix.SHORTEST_OF_COLLECTOR
            && blank <= TimePrefix.LONGEST
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
        ? none(line)
        : new LinePrefix(envelope.line(), envelope.pod(), envelope.time());
  }
}
