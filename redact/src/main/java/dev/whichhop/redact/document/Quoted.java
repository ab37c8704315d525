package dev.whichhop.redact.document;

import java.util.Locale;

/** Strings of JSON, and quoted scalars of YAML. */
final class Quoted {
  private Quoted() {}

  /** Index of the quote that ends the string that begins at {@code from}; -1 when none does. */
  static int end(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        return i;
      }
    }
    return -1;
  }

  /** The text of a JSON string; escapes that JSON does not know stay as they are. */
  static String unescaped(String written) {
    if (written.indexOf('\\') < 0) {
      return written;
    }
    StringBuilder text = new StringBuilder(written.length());
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c != '\\' || i + 1 == written.length()) {
        text.append(c);
        continue;
      }
      char next = written.charAt(++i);
      switch (next) {
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'u' -> {
          if (i + 4 < written.length() && isHex(written, i + 1)) {
            text.append((char) Integer.parseInt(written, i + 1, i + 5, 16));
            i += 4;
          } else {
            text.append("\\u");
          }
        }
        default -> text.append(next);
      }
    }
    return text.toString();
  }

  private static boolean isHex(String text, int from) {
    for (int i = from; i < from + 4; i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The other way. Characters from 128 to 255 are bytes of UTF-8 here, and stay. */
  static String escaped(String text) {
    StringBuilder written = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> written.append("\\\"");
        case '\\' -> written.append("\\\\");
        case '\n' -> written.append("\\n");
        case '\r' -> written.append("\\r");
        case '\t' -> written.append("\\t");
        default -> {
          if (c < 0x20 || c > 0xff) {
            written.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            written.append(c);
          }
        }
      }
    }
    return written.toString();
  }
}
