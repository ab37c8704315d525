package dev.whichhop.redact.find;

import org.jspecify.annotations.Nullable;

/**
 * A text with its escapes undone, and where each character of it stands in the text as it is
 * written: {@code \"} and {@code \}{@code u003d} of JSON, {@code \x22} of web servers, {@code %3D}
 * of URLs.
 */
final class Unescaped {
  private final String text;
  private final int[] starts;

  private Unescaped(String text, int[] starts) {
    this.text = text;
    this.starts = starts;
  }

  /** Null when nothing is escaped. */
  static @Nullable Unescaped of(String written) {
    if (written.indexOf('\\') < 0 && written.indexOf('%') < 0) {
      return null;
    }
    StringBuilder text = new StringBuilder(written.length());
    int[] starts = new int[written.length() + 1];
    boolean any = false;
    int at = 0;
    while (at < written.length()) {
      starts[text.length()] = at;
      int end = escapeEnd(written, at);
      if (end > at) {
        any = true;
        text.append(escaped(written, at, end));
        at = end;
      } else {
        text.append(written.charAt(at++));
      }
    }
    starts[text.length()] = at;
    return any ? new Unescaped(text.toString(), starts) : null;
  }

  String text() {
    return text;
  }

  /** The same span in the text as it is written. */
  Span written(Span span) {
    return new Span(starts[span.start()], starts[span.end()], span.kind());
  }

  /** Where the escape that begins here ends; the same place when none does. */
  private static int escapeEnd(String text, int at) {
    char c = text.charAt(at);
    if (c == '%') {
      return isHex(text, at + 1, 2) ? at + 3 : at;
    }
    if (c != '\\' || at + 1 == text.length()) {
      return at;
    }
    return switch (text.charAt(at + 1)) {
      case '"', '\\', '/', '\'', 'n', 'r', 't' -> at + 2;
      case 'u' -> isHex(text, at + 2, 4) ? at + 6 : at;
      case 'x' -> isHex(text, at + 2, 2) ? at + 4 : at;
      default -> at;
    };
  }

  private static char escaped(String text, int at, int end) {
    if (text.charAt(at) == '%') {
      return (char) Integer.parseInt(text, at + 1, end, 16);
    }
    char c = text.charAt(at + 1);
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u', 'x' -> (char) Integer.parseInt(text, at + 2, end, 16);
      default -> c;
    };
  }

  private static boolean isHex(String text, int from, int count) {
    if (from + count > text.length()) {
      return false;
    }
    for (int i = from; i < from + count; i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
