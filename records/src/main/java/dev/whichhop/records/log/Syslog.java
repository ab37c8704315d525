package dev.whichhop.records.log;

import org.jspecify.annotations.Nullable;

/**
 * What stands between time and message in a line of syslog or journald: {@code host program[pid]:
 * }.
 *
 * @param end index of the first character of the message
 */
record Syslog(String host, String program, int end) {

  /** The prefix behind a time that ends at {@code from}; null when it is none. */
  static @Nullable Syslog of(String line, int from) {
    if (from >= line.length() || line.charAt(from) != ' ') {
      return null;
    }
    int hostEnd = line.indexOf(' ', from + 1);
    int colon = hostEnd < 0 ? -1 : line.indexOf(": ", hostEnd + 1);
    if (colon < 0 || colon - hostEnd > 60 || hostEnd - from > 260) {
      return null;
    }
    String program = line.substring(hostEnd + 1, colon);
    if (program.isEmpty() || program.indexOf(' ') >= 0) {
      return null;
    }
    int pid = program.indexOf('[');
    return new Syslog(
        line.substring(from + 1, hostEnd),
        pid < 0 ? program : program.substring(0, pid),
        colon + 2);
  }
}
