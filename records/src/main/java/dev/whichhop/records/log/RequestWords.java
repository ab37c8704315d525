package dev.whichhop.records.log;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a message names of a request, in the order in which programs write it: a method, a target
 * (path or URL), a status, and the text before all of them.
 *
 * @param prefix text before the request, where a logger's name often tells who speaks
 * @param method empty when none was written
 * @param target path or absolute URL; empty when none was written
 * @param status 0 when none was written
 * @param quoted true for {@code "GET / HTTP/1.1" 200}, the shape of a server's access line
 * @param arrow true for {@code … -> 502}, the shape of a caller's line
 * @param end index behind the target
 */
record RequestWords(
    String prefix,
    String method,
    String target,
    int status,
    boolean quoted,
    boolean arrow,
    int end) {

  private static final Set<String> METHODS =
      Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "CONNECT");

  /** Words after which a status stands, each with the blank or sign that ends it. */
  private static final String[] BEFORE_STATUS = {
    "status code ", "status code: ", "statuscode: ", "status: ", "status ", "HTTP ", "HTTP/1.1 ",
    "HTTP/2 ", "HTTP/2.0 ", "HTTP/1.0 ", "failed: ", "failed with ", "error: ", "eceived ",
    "esponded with ", "eturned ", "got ", "esponse: ", "esponse ", "Error: "
  };

  /** Reason phrases that stand behind a status where nothing before it tells. */
  private static final String[] AFTER_STATUS = {
    " Server Error",
    " Client Error",
    " Bad Gateway",
    " Service Unavailable",
    " Service Temporarily",
    " Gateway Time",
    " Internal Server Error",
    " Request Header",
    " Too Many Requests"
  };

  /** What the text names; null when it names neither a target nor a status after an arrow. */
  static @Nullable RequestWords of(String text) {
    int method = methodStart(text);
    if (method >= 0) {
      return withMethod(text, method);
    }
    int url = urlStart(text);
    if (url >= 0) {
      int end = targetEnd(text, url);
      return new RequestWords(
          text.substring(0, url),
          "",
          text.substring(url, end),
          status(text, end),
          false,
          arrow(text, end) >= 0,
          end);
    }
    int path = pathStart(text);
    if (path >= 0) {
      int end = targetEnd(text, path);
      int status = statusAt(text, skipBlanks(text, end));
      return new RequestWords(
          text.substring(0, path), "", text.substring(path, end), status, false, false, end);
    }
    int arrow = arrow(text, 0);
    return arrow < 0 || statusAt(text, arrow) == 0
        ? null
        : new RequestWords(
            text.substring(0, arrow), "", "", statusAt(text, arrow), false, true, arrow);
  }

  /** An absolute URL as target. */
  boolean absolute() {
    return target.startsWith("http://")
        || target.startsWith("https://")
        || target.startsWith("ws://")
        || target.startsWith("wss://");
  }

  private static RequestWords withMethod(String text, int method) {
    int space = text.indexOf(' ', method);
    boolean quoted = method > 0 && text.charAt(method - 1) == '"';
    int start = skipQuote(text, space + 1);
    int end = targetEnd(text, start);
    String prefix = text.substring(0, quoted ? method - 1 : method);
    int status = status(text, end);
    if (quoted) {
      int closing = text.indexOf('"', end);
      int after = closing < 0 ? 0 : statusAt(text, skipBlanks(text, closing + 1));
      quoted = closing >= 0 && text.startsWith(" HTTP/", end);
      status = after == 0 ? status : after;
    } else if (status == 0 && method >= 4 && !isDigit(text, method - 5)) {
      status = statusAt(text, method - 4);
    }
    return new RequestWords(
        prefix,
        text.substring(method, space).toUpperCase(java.util.Locale.ROOT),
        text.substring(start, end),
        status,
        quoted,
        arrow(text, end) >= 0,
        end);
  }

  /** A method as a word of its own with a path, URL or host behind it. */
  private static int methodStart(String text) {
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && Character.isLetter(text.charAt(end))) {
        end++;
      }
      int length = end - at;
      if (length >= 3 && length <= 7 && end < text.length() && text.charAt(end) == ' ') {
        int target = skipQuote(text, end + 1);
        boolean path = target < text.length() && text.charAt(target) == '/';
        boolean url = startsUrl(text, target);
        String word = text.substring(at, end);
        if ((path && METHODS.contains(word))
            || (url && METHODS.contains(word.toUpperCase(java.util.Locale.ROOT)))) {
          return at;
        }
      }
      at = end + 1;
    }
    return -1;
  }

  /** A path as a word of its own with a status right behind it; -1 for none. */
  private static int pathStart(String text) {
    int at = text.indexOf('/');
    while (at >= 0) {
      boolean begins = at == 0 || text.charAt(at - 1) == ' ' || text.charAt(at - 1) == '\t';
      if (begins && statusAt(text, skipBlanks(text, targetEnd(text, at))) > 0) {
        return at;
      }
      at = text.indexOf('/', at + 1);
    }
    return -1;
  }

  private static int urlStart(String text) {
    int scheme = text.indexOf("://");
    while (scheme > 0) {
      for (String name : new String[] {"https", "http", "wss", "ws"}) {
        int start = scheme - name.length();
        if (start >= 0 && text.startsWith(name, start)) {
          return start;
        }
      }
      scheme = text.indexOf("://", scheme + 3);
    }
    return -1;
  }

  private static boolean startsUrl(String text, int at) {
    return text.startsWith("http://", at)
        || text.startsWith("https://", at)
        || text.startsWith("ws://", at)
        || text.startsWith("wss://", at);
  }

  private static int skipQuote(String text, int at) {
    return at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'') ? at + 1 : at;
  }

  private static int targetEnd(String text, int start) {
    int end = start;
    while (end < text.length() && " \t\"'<>,;)]}|".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end > start && text.charAt(end - 1) == ':' ? end - 1 : end;
  }

  /** The status that the text behind {@code from} tells, 0 for none. */
  private static int status(String text, int from) {
    int arrow = arrow(text, from);
    if (arrow >= 0 && statusAt(text, arrow) > 0) {
      return statusAt(text, arrow);
    }
    int direct = skipBlanks(text, from);
    while (direct < text.length() && "\":)-".indexOf(text.charAt(direct)) >= 0) {
      direct = skipBlanks(text, direct + 1);
    }
    int status = statusAt(text, direct);
    return status > 0 ? status : statusAfterWord(text);
  }

  /** The status behind a word such as {@code returned status}; 0 for none. */
  static int statusAfterWord(String text) {
    for (String word : BEFORE_STATUS) {
      int at = text.indexOf(word);
      while (at >= 0) {
        int status = statusAt(text, at + word.length());
        // Below 200 there are no answers, but numbers of errors: "system error: 110".
        if (status >= 200) {
          return status;
        }
        at = text.indexOf(word, at + word.length());
      }
    }
    for (String reason : AFTER_STATUS) {
      int at = text.indexOf(reason);
      if (at >= 3 && statusAt(text, at - 3) > 0) {
        return statusAt(text, at - 3);
      }
    }
    return 0;
  }

  /** Index behind {@code ->}, {@code =>} or {@code →} and blanks; -1 when there is none. */
  private static int arrow(String text, int from) {
    for (String sign : new String[] {"-> ", "=> ", "\u2192 "}) {
      int at = text.indexOf(sign, from);
      if (at >= 0) {
        return skipBlanks(text, at + sign.length());
      }
    }
    return -1;
  }

  /**
   * The three digits at {@code at} as a status of 100 to 103 (there are no others below 200) or of
   * 200 to 599; 0 when they are none.
   */
  static int statusAt(String text, int at) {
    if (at < 0 || at + 3 > text.length()) {
      return 0;
    }
    int value = 0;
    for (int i = at; i < at + 3; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return 0;
      }
      value = value * 10 + (c - '0');
    }
    char after = at + 3 < text.length() ? text.charAt(at + 3) : ' ';
    boolean ends = !Character.isLetterOrDigit(after) && after != '.' && after != '/';
    boolean fraction =
        after == '.' && (at + 4 >= text.length() || !Character.isDigit(text.charAt(at + 4)));
    boolean status = value >= 100 && value <= 103 || value >= 200 && value <= 599;
    return (ends || fraction) && status ? value : 0;
  }

  private static boolean isDigit(String text, int at) {
    return at >= 0 && Character.isDigit(text.charAt(at));
  }

  private static int skipBlanks(String text, int at) {
    int next = at;
    while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
      next++;
    }
    return next;
  }
}
