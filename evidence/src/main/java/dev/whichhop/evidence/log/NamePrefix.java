package dev.whichhop.evidence.log;

import dev.whichhop.records.log.LogEnvelope;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that a tool puts before each line when it prints the logs of several pods:
 *
 * <ul>
 *   <li>{@code [pod/name/container] line}, {@code kubectl logs --prefix};
 *   <li>{@code pod container line} and, of several namespaces, {@code namespace pod container
 *       line}, stern ({@code cmd/cmd.go});
 *   <li>{@code pod line}, {@code pod: line}, {@code [pod] line}, scripts.
 * </ul>
 *
 * <p>But for the first they are taken off only where a line of its own follows.
 */
final class NamePrefix {
  /** Kubernetes' names of objects in subdomains (RFC 1123). */
  private static final Pattern NAMES = Pattern.compile("(?:[a-z0-9][a-z0-9.-]*+ ){1,3}");

  private NamePrefix() {}

  static LinePrefix strip(String line) {
    if (line.startsWith("[pod/")) {
      return ofKubectl(line);
    }
    return line.charAt(0) == '[' ? bracketed(line) : bare(line);
  }

  private static LinePrefix ofKubectl(String line) {
    int slash = line.indexOf('/', 5);
    int end = line.indexOf("] ");
    return slash < 0 || end < slash
        ? LinePrefix.none(line)
        : named(line, line.substring(5, slash), end + 2);
  }

  private static LinePrefix bracketed(String line) {
    int end = line.indexOf("] ");
    return end > 1
            && LogEnvelope.beginsLine(line, end + 2)
            && InstanceName.looksLikePod(line.substring(1, end))
        ? named(line, line.substring(1, end), end + 2)
        : LinePrefix.none(line);
  }

  private static LinePrefix bare(String line) {
    int blank = line.indexOf(' ');
    if (blank > 1 && line.charAt(blank - 1) == ':') {
      String pod = line.substring(0, blank - 1);
      return InstanceName.looksLikePod(pod) && LogEnvelope.beginsLine(line, blank + 1)
          ? named(line, pod, blank + 1)
          : LinePrefix.none(line);
    }
    Matcher names = NAMES.matcher(line);
    if (!names.lookingAt()) {
      return LinePrefix.none(line);
    }
    String[] words = names.group().split(" ", -1);
    int end = 0;
    for (int count = 1; count < words.length; count++) {
      end += words[count - 1].length() + 1;
      if (LogEnvelope.beginsLine(line, end)) {
        String pod = words[count == 3 ? 1 : 0];
        return mayBePod(pod, count) ? named(line, pod, end) : LinePrefix.none(line);
      }
    }
    return LinePrefix.none(line);
  }

  /** Beside other names a pod's needs less to be one: some are made by hand or made unknown. */
  private static boolean mayBePod(String name, int names) {
    return InstanceName.looksLikePod(name)
        || (names > 1 && name.indexOf('-') > 0 && name.chars().anyMatch(c -> c >= '0' && c <= '9'));
  }

  /** A time stamp may follow the names. */
  private static LinePrefix named(String line, String pod, int end) {
    LinePrefix rest = LinePrefix.strip(line.substring(end));
    return rest.text().isEmpty()
        ? LinePrefix.none(line)
        : new LinePrefix(rest.text(), pod, rest.time());
  }
}
