package dev.whichhop.records.log;

import java.util.LinkedHashMap;
import java.util.Map;

/** The {@code key=value} and {@code key="quoted value"} pairs of a line (logfmt and its like). */
public final class KeyValues {
  private KeyValues() {}

  /** The pairs in order; of equal keys the first. Empty when there are none. */
  public static Map<String, String> of(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      return Map.of();
    }
    Map<String, String> pairs = new LinkedHashMap<>();
    while (equals >= 0) {
      int start = keyStart(text, equals);
      int end = start < equals ? valueEnd(text, equals + 1) : equals + 1;
      if (end > equals + 1) {
        String value = unquoted(text.substring(equals + 1, end));
        pairs.putIfAbsent(text.substring(start, equals), value);
      }
      equals = text.indexOf('=', end);
    }
    return pairs;
  }

  /** Where the key before {@code equals} begins; {@code equals} itself when that is no key. */
  private static int keyStart(String text, int equals) {
    int start = equals;
    while (start > 0 && equals - start < 80 && isKeyPart(text.charAt(start - 1))) {
      start--;
    }
    boolean free = start == 0 || " \t,;[({|".indexOf(text.charAt(start - 1)) >= 0;
    return free && start < equals && Character.isLetter(text.charAt(start)) ? start : equals;
  }

  private static boolean isKeyPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-' || c == '/';
  }

  private static int valueEnd(String text, int start) {
    if (start < text.length() && text.charAt(start) == '"') {
      for (int i = start + 1; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          return i + 1;
        }
      }
      return text.length();
    }
    int end = start;
    while (end < text.length() && " \t,;|".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static String unquoted(String value) {
    if (value.charAt(0) != '"') {
      return value;
    }
    int end = value.length() > 1 && value.endsWith("\"") ? value.length() - 1 : value.length();
    String inner = value.substring(1, end);
    return inner.indexOf('\\') < 0 ? inner : inner.replace("\\\"", "\"").replace("\\\\", "\\");
  }
}
