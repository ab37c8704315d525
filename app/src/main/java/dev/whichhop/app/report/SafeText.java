package dev.whichhop.app.report;

/**
 * The one place where untrusted text (logs, archives, YAML) becomes text for a terminal.
 *
 * <p>Control characters, among them ESC (terminal commands) and CR (overwriting a line), and the
 * bidirectional overrides (text that reads other than it is) are shown as {@code \}{@code u001b}.
 */
public final class SafeText {
  private static final int LONGEST = 300;

  private SafeText() {}

  /** One line: no line break, no control character, at most 300 characters. */
  public static String line(String untrusted) {
    StringBuilder safe = new StringBuilder(Math.min(untrusted.length(), LONGEST) + 16);
    untrusted
        .codePoints()
        .limit(LONGEST)
        .forEach(c -> {
          if (c == '\t') {
            safe.append(' ');
          } else if (harmful(c)) {
            safe.append(String.format("\\u%04x", c));
          } else {
            safe.appendCodePoint(c);
          }
        });
    return untrusted.codePointCount(0, untrusted.length()) > LONGEST
        ? safe.append('…').toString()
        : safe.toString();
  }

  /** Text of any length: its line breaks stay, tabs are blanks, nothing else that can do harm. */
  public static String text(String untrusted) {
    StringBuilder safe = new StringBuilder(untrusted.length() + 16);
    untrusted
        .codePoints()
        .forEach(c -> {
          if (c == '\t') {
            safe.append(' ');
          } else if (c != '\n' && (harmful(c) || notXml(c))) {
            safe.append(String.format("\\u%04x", c));
          } else {
            safe.appendCodePoint(c);
          }
        });
    return safe.toString();
  }

  /** Half a surrogate pair and the two that are no characters; XML has no way to write them. */
  private static boolean notXml(int c) {
    return (c >= 0xd800 && c <= 0xdfff) || c == 0xfffe || c == 0xffff;
  }

  /** True for characters that can command a terminal or make text read other than it is. */
  static boolean harmful(int c) {
    return Character.isISOControl(c)
        || c == 0x2028
        || c == 0x2029
        || (c >= 0x200e && c <= 0x200f)
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0xfeff;
  }
}
