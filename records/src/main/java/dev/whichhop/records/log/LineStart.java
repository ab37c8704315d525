package dev.whichhop.records.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Time and level at the beginning of a line, in either order, with what programs put around them:
 * brackets, a process number, a program's name in parentheses, the host of syslog.
 *
 * @param level empty when there is none
 * @param end index of the first character of the message
 */
record LineStart(@Nullable Instant time, String level, int end) {

  /** Parts in front of the message that are looked at, time and level included. */
  private static final int MOST_PARTS = 5;

  static LineStart of(String line, int year) {
    Instant time = null;
    String level = "";
    int at = tornado(line);
    if (at > 0) {
      level = Levels.ofLetter(line.charAt(1));
    }
    for (int part = 0; part < MOST_PARTS; part++) {
      int start = skipSeparators(line, at);
      if (start >= line.length()) {
        break;
      }
      LeadingTime found = time == null ? LeadingTime.of(line, start, year) : null;
      if (found != null) {
        time = found.time();
        at = found.end();
        Syslog host = found.known() == LeadingTime.Known.NO_YEAR ? Syslog.of(line, at) : null;
        at = host == null ? at : host.end();
        continue;
      }
      int wordEnd = wordEnd(line, start);
      String word = level.isEmpty() ? Levels.of(word(line, start, wordEnd)) : "";
      if (!word.isEmpty()) {
        level = word;
        at = wordEnd;
        continue;
      }
      int aside = aside(line, start, time == null);
      if (aside < 0) {
        break;
      }
      at = aside;
    }
    int message = time == null && level.isEmpty() ? 0 : skipSeparators(line, at);
    return new LineStart(time, level, message);
  }

  /** {@code [I 180705 20:01:17 main:44] }: the index of the date; 0 when it is not that. */
  private static int tornado(String line) {
    boolean letter =
        line.length() > 10
            && line.charAt(0) == '['
            && !Levels.ofLetter(line.charAt(1)).isEmpty()
            && line.charAt(2) == ' '
            && Character.isDigit(line.charAt(3));
    return letter ? 3 : 0;
  }

  private static int wordEnd(String line, int start) {
    int end = line.charAt(start) == '[' ? start + 1 : start;
    while (end < line.length() && end - start < 13 && Character.isLetter(line.charAt(end))) {
      end++;
    }
    boolean closed = end < line.length() && line.charAt(end) == ']';
    return closed && line.charAt(start) == '[' ? end + 1 : end;
  }

  /** The letters of a word that ends as a level does; empty when it goes on. */
  private static String word(String line, int start, int end) {
    char after = end < line.length() ? line.charAt(end) : ' ';
    boolean bracket = line.charAt(start) == '[';
    boolean complete = bracket ? line.charAt(end - 1) == ']' : " \t:|,]-".indexOf(after) >= 0;
    return complete ? line.substring(bracket ? start + 1 : start, bracket ? end - 1 : end) : "";
  }

  /**
   * Behind {@code [123]}, {@code (name pid=1)} before the time, or {@code main:44]}; -1 for none.
   */
  private static int aside(String line, int start, boolean beforeTime) {
    char first = line.charAt(start);
    if (first == '[') {
      int end = start + 1;
      while (end < line.length() && Character.isDigit(line.charAt(end))) {
        end++;
      }
      return end > start + 1 && end < line.length() && line.charAt(end) == ']' ? end + 1 : -1;
    }
    if (first == '(' && beforeTime) {
      int close = line.indexOf(')', start);
      return close > 0 && close - start < 60 ? close + 1 : -1;
    }
    if (line.startsWith("[", 0) && !beforeTime) {
      int close = line.indexOf("] ", start);
      int space = line.indexOf(' ', start);
      return close > 0 && close < space && close - start < 60 ? close + 1 : -1;
    }
    return -1;
  }

  private static int skipSeparators(String line, int from) {
    int at = from;
    while (at < line.length() && " \t-|:,]".indexOf(line.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }
}
