package dev.whichhop.records.log;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log line that is one JSON object into its fields as text: nested objects as {@code
 * outer.inner}, arrays as they stand, {@code null} as an absent field.
 *
 * <p>Written by hand because lines are many and mostly flat, and because a record parser must not
 * depend on a JSON library for one method. Linear in the line; deeper than {@link #DEEPEST} is
 * refused.
 */
public final class FlatJson {
  private static final int DEEPEST = 32;

  private final String text;
  private final Map<String, String> fields = new LinkedHashMap<>();
  private int at;

  private FlatJson(String text) {
    this.text = text;
  }

  /** The fields in the order of the line; null when the line is not one complete JSON object. */
  public static @Nullable Map<String, String> read(String line) {
    FlatJson reader = new FlatJson(line);
    reader.blanks();
    if (!reader.object("", 0)) {
      return null;
    }
    reader.blanks();
    return reader.at == line.length() ? reader.fields : null;
  }

  private boolean object(String prefix, int depth) {
    if (depth > DEEPEST || !skip('{')) {
      return false;
    }
    blanks();
    if (skip('}')) {
      return true;
    }
    do {
      blanks();
      String key = string();
      if (key == null) {
        return false;
      }
      blanks();
      if (!skip(':')) {
        return false;
      }
      blanks();
      if (!value(prefix.isEmpty() ? key : prefix + "." + key, depth)) {
        return false;
      }
      blanks();
    } while (skip(','));
    return skip('}');
  }

  private boolean value(String key, int depth) {
    char first = at < text.length() ? text.charAt(at) : 0;
    if (first == '{') {
      return object(key, depth + 1);
    }
    if (first == '"') {
      String value = string();
      if (value == null) {
        return false;
      }
      fields.put(key, value);
      return true;
    }
    int start = at;
    boolean read = first == '[' ? array() : scalar();
    String value = text.substring(start, at);
    if (read && !value.equals("null")) {
      fields.put(key, value);
    }
    return read;
  }

  /** Skips an array; brackets within strings do not count. */
  private boolean array() {
    int open = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        if (string() == null) {
          return false;
        }
        continue;
      }
      at++;
      if (c == '[') {
        open++;
      } else if (c == ']' && --open == 0) {
        return true;
      }
    }
    return false;
  }

  private boolean scalar() {
    int start = at;
    while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || isSign())) {
      at++;
    }
    return at > start;
  }

  private boolean isSign() {
    char c = text.charAt(at);
    return c == '-' || c == '+' || c == '.';
  }

  private @Nullable String string() {
    if (!skip('"')) {
      return null;
    }
    int start = at;
    while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '"') {
      return text.substring(start, at++);
    }
    StringBuilder value = new StringBuilder(text.substring(start, at));
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return value.toString();
      }
      if (c == '\\' && at < text.length()) {
        escape(value);
      } else {
        value.append(c);
      }
    }
    return null;
  }

  private void escape(StringBuilder into) {
    char c = text.charAt(at++);
    switch (c) {
      case 'n' -> into.append('\n');
      case 't' -> into.append('\t');
      case 'r' -> into.append('\r');
      case 'b' -> into.append('\b');
      case 'f' -> into.append('\f');
      case 'u' -> unicode(into);
      default -> into.append(c);
    }
  }

  private void unicode(StringBuilder into) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
      if (digit < 0) {
        into.append('\uFFFD');
        return;
      }
      value = value * 16 + digit;
      at++;
    }
    into.append((char) value);
  }

  private boolean skip(char expected) {
    if (at < text.length() && text.charAt(at) == expected) {
      at++;
      return true;
    }
    return false;
  }

  private void blanks() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
  }
}
