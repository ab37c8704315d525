package dev.whichhop.evidence.format;

import dev.whichhop.records.log.LeadingTime;
import org.jspecify.annotations.Nullable;

/**
 * One line of a {@code curl -w} loop: {@code 10:20:02 200 10.0.0.1 0.007 0.015}, {@code #12 200
 * 0.021 exit=0}, {@code name http://… 200 0.008}, {@code 503}. The order of columns is the user's,
 * so they are told apart by what they look like; of several times the longest is the total.
 *
 * @param status 0 for curl's {@code 000}
 * @param exit curl's exit code; -1 when the line does not say
 * @param seconds total time; -1 when there is none
 * @param connected false when the line says that no connection came about
 * @param statuses how many codes the line has; more than one only when it has nothing else
 */
record CurlResultLine(
    @Nullable LeadingTime time,
    int status,
    int exit,
    double seconds,
    String address,
    String url,
    boolean connected,
    int statuses) {

  /** Words of a line that is still a result: some print curl's message behind its exit code. */
  private static final int MOST_WORDS = 16;

  /** The line as a result; null when it is none. */
  static @Nullable CurlResultLine of(String line) {
    if (line.length() > 300) {
      return null;
    }
    LeadingTime time = LeadingTime.of(line, 0, 1970);
    String rest = (time == null ? line : line.substring(time.end())).strip();
    String[] words = rest.split("[ \\t,]+", -1);
    int status = -1;
    int statuses = 0;
    int exit = -1;
    double seconds = -1;
    String address = "";
    String url = "";
    boolean connected = true;
    int labels = 0;
    if (words.length > MOST_WORDS && !onlyCodes(words)) {
      return null;
    }
    for (String word : words) {
      String key = word.indexOf('=') > 0 ? word.substring(0, word.indexOf('=')) : "";
      String value = key.isEmpty() ? word : word.substring(key.length() + 1);
      if (key.equals("level") || key.equals("lvl") || key.equals("severity")) {
        return null; // a program's log, which has its own reader
      }
      connected &= !(key.contains("connect") && isZero(value));
      if (isCode(value) && (key.isEmpty() || key.contains("code") || key.contains("status"))) {
        statuses++;
        status = status < 0 ? Integer.parseInt(value) : status;
      } else if (key.equals("exit") || key.equals("rc") || key.equals("exitcode")) {
        exit = integer(value);
      } else if (isDecimal(value) && !key.contains("connect")) {
        seconds = Math.max(seconds, Double.parseDouble(trimUnit(value)));
      } else if (word.startsWith("http://") || word.startsWith("https://")) {
        url = word;
      } else if (isAddress(value)) {
        address = value;
      } else if (!word.startsWith("#")
          && key.isEmpty()
          && !word.equals("-")
          && !word.equals("->")) {
        labels++;
      }
    }
    boolean labelled = exit >= 0 && (status > 0 || exit > 0);
    boolean result =
        status >= 0 && (labelled || labels <= 1 && (seconds >= 0 || exit >= 0 || labels == 0));
    return result
        ? new CurlResultLine(time, status, exit, seconds, address, url, connected, statuses)
        : null;
  }

  private static boolean isZero(String value) {
    return value.startsWith("0") && value.chars().allMatch(c -> c == '0' || c == '.' || c == 's');
  }

  private static boolean onlyCodes(String[] words) {
    for (String word : words) {
      if (!isCode(word)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCode(String word) {
    if (word.length() != 3) {
      return false;
    }
    for (int i = 0; i < 3; i++) {
      if (word.charAt(i) < '0' || word.charAt(i) > '9') {
        return false;
      }
    }
    return word.equals("000") || word.charAt(0) >= '1' && word.charAt(0) <= '5';
  }

  private static boolean isDecimal(String word) {
    String number = trimUnit(word);
    int point = number.indexOf('.');
    if (point <= 0 || point == number.length() - 1 || number.length() > 12) {
      return false;
    }
    for (int i = 0; i < number.length(); i++) {
      if (i != point && (number.charAt(i) < '0' || number.charAt(i) > '9')) {
        return false;
      }
    }
    return true;
  }

  private static String trimUnit(String word) {
    return word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
  }

  private static boolean isAddress(String word) {
    int dots = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      dots += c == '.' ? 1 : 0;
      if (Character.digit(c, 16) < 0 && c != '.' && c != ':') {
        return false;
      }
    }
    return dots == 3 || word.indexOf(':') >= 0 && word.length() > 6;
  }

  private static int integer(String word) {
    try {
      return Integer.parseInt(word);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
