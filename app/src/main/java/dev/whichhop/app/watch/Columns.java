package dev.whichhop.app.watch;

import java.util.ArrayList;
import java.util.List;

/** How wide text is on a terminal. */
final class Columns {
  private Columns() {}

  /** The text, cut with an ellipsis where it is wider; no control characters are in it. */
  static String cut(String text, int columns) {
    int width = 0;
    int fits = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      width += width(text.codePointAt(i));
      if (width > columns) {
        return text.substring(0, fits) + "…";
      }
      // Leaves a column for the ellipsis.
      if (width < columns) {
        fits = i + Character.charCount(text.codePointAt(i));
      }
    }
    return text;
  }

  /** The text in lines of at most this width, broken at blanks where there are some. */
  static List<String> wrap(String text, int columns) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    int blank = -1;
    int width = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (text.charAt(i) == ' ') {
        blank = i;
      }
      width += width(text.codePointAt(i));
      if (width > columns && i > start) {
        int end = blank > start ? blank : i;
        lines.add(text.substring(start, end));
        start = blank > start ? blank + 1 : i;
        blank = -1;
        width = width(text, start, i + Character.charCount(text.codePointAt(i)));
      }
    }
    lines.add(text.substring(start));
    return lines;
  }

  private static int width(String text, int from, int to) {
    return from >= to ? 0 : text.substring(from, to).codePoints().map(Columns::width).sum();
  }

  /** Wide and full-width characters of UAX #11 in blocks that our texts and names can have. */
  private static int width(int c) {
    boolean wide =
        (c >= 0x1100 && c <= 0x115f)
            || (c >= 0x2e80 && c <= 0xa4cf)
            || (c >= 0xac00 && c <= 0xd7a3)
            || (c >= 0xf900 && c <= 0xfaff)
            || (c >= 0xfe30 && c <= 0xfe6f)
            || (c >= 0xff00 && c <= 0xff60)
            || (c >= 0xffe0 && c <= 0xffe6)
            || (c >= 0x1f300 && c <= 0x1faff)
            || (c >= 0x20000 && c <= 0x3fffd);
    return wide ? 2 : 1;
  }
}
