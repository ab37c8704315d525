package dev.whichhop.redact.find;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values that stand behind the name of something secret: {@code password=…}, {@code "token": "…"},
 * {@code Authorization: …}, {@code --client-secret …}, {@code 'cookie', '…'}.
 */
final class KeyedValues {
  /** The last part of such names; what stands around them is read afterwards. */
  private static final Pattern WORD =
      Pattern.compile(
          "(?i)authorization|cookie2?|passw(?:or)?d|passphrase|pwd|pass|secret|token|jwt|signature|sig|sid"
              + "|session|auth|key|credentials?|assertion|dsn|string|ticketkeys|id|hash|base");

  /** From the end of a name to its value. */
  private static final Pattern BETWEEN =
      Pattern.compile(
          "[\"'`]?\\]?[ \\t]{0,8}(?:(?::=|=>|[=:>]|',[ \\t]{0,4}(?='))[ \\t]{0,8})"
              // Lists of one, as Go prints headers.
              + "\\[{0,2}");

  private static final Pattern SCHEME =
      Pattern.compile("(?i)(?:bearer|basic|digest|negotiate|token|aws4-hmac-sha256)[ \\t]+");

  /** The value of an option of a command: {@code --password x}. */
  private static final Pattern OPTION =
      Pattern.compile("[ \\t]{1,4}(?![-\\s])|[\"'],[ \\t\\r\\n]{0,8}(?=[\"'])");

  /** Cookies in a command whose quotes are lost: other arguments follow. */
  private static final Pattern PAIRS =
      Pattern.compile("[^\\s;=:/]+=[^\\s;]*(?:;[ \\t]*[^\\s;=:/]+=[^\\s;]*)*");

  private static final String ENDS = " \t\r\n,;&\"'`<>()[]{}|";

  /** A reference to a Kubernetes object: {@code namespace/name}, {@code some-name}. */
  private static final Pattern REFERENCE = Pattern.compile("[a-z][a-z0-9.]*(?:[-/][a-z0-9.]+)+");

  private static final int LONGEST_NAME = 80;

  private KeyedValues() {}

  static void find(String text, Consumer<Span> found) {
    Matcher word = WORD.matcher(text);
    Matcher between = BETWEEN.matcher(text);
    int done = 0;
    while (word.find()) {
      int end = word.end();
      if (end < done || (end < text.length() && isNamePart(text.charAt(end)))) {
        continue;
      }
      int start = nameStart(text, word.start());
      String name = text.substring(start, end);
      SecretKind kind = SensitiveKey.of(name);
      if (kind == null) {
        continue;
      }
      int value = valueStart(text, start, end, between);
      if (value < 0) {
        continue;
      }
      Span span = value(text, value, kind);
      if (span != null && isSecret(text, start, end, span)) {
        found.accept(span);
        done = span.end();
      }
    }
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }

  private static int nameStart(String text, int from) {
    int start = from;
    while (start > 0 && from - start < LONGEST_NAME && isNamePart(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static int valueStart(String text, int start, int end, Matcher between) {
    between.region(end, text.length());
    if (between.lookingAt()) {
      return between.end();
    }
    Matcher option = OPTION.matcher(text).region(end, text.length());
    return text.startsWith("-", start) && option.lookingAt() ? option.end() : -1;
  }

  private static @Nullable Span value(String text, int at, SecretKind kind) {
    if (at == text.length()) {
      return null;
    }
    char quote = text.charAt(at);
    if ("bBuU".indexOf(quote) >= 0 && at + 1 < text.length() && text.charAt(at + 1) == '\'') {
      // A string as Python prints it.
      return value(text, at + 1, kind);
    }
    if (quote == '"' || quote == '\'' || quote == '`') {
      int close = closing(text, at + 1, quote);
      return new Span(at + 1, close < 0 ? text.length() : close, kind);
    }
    boolean header = kind == SecretKind.COOKIE || kind == SecretKind.AUTHORIZATION;
    if (header && text.charAt(at - 1) != '=') {
      Matcher pairs = PAIRS.matcher(text).region(at, text.length());
      boolean command = text.lastIndexOf(" -H ", at) >= 0 && pairs.lookingAt();
      return new Span(at, command ? pairs.end() : headerEnd(text, at), kind);
    }
    Matcher scheme = SCHEME.matcher(text).region(at, text.length());
    int end = scheme.lookingAt() ? scheme.end() : at;
    while (end < text.length() && ENDS.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return new Span(at, end, kind);
  }

  private static int closing(String text, int from, char quote) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == quote) {
        return i;
      }
    }
    return -1;
  }

  /** A header goes to the end of its line, or of the quoted text that it stands in. */
  private static int headerEnd(String text, int from) {
    int end = from;
    while (end < text.length() && "\r\n\"'".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    while (end > from && text.charAt(end - 1) == ' ') {
      end--;
    }
    return end;
  }

  /**
   * Whether the value can be one. Behind a colon in prose mostly words of an explanation follow:
   * {@code invalid token: expired}, {@code secret: shop/tls-cert}.
   */
  private static boolean isSecret(String text, int start, int end, Span span) {
    String value = text.substring(span.start(), span.end());
    if (span.kind() == SecretKind.PASSWORD) {
      return !Harmless.isNothing(value);
    }
    if (Harmless.isQuantity(value) || Harmless.isFile(value)) {
      return false;
    }
    boolean plain = span.end() == text.length() || text.charAt(span.start() - 1) == ' ';
    boolean header = span.kind() == SecretKind.COOKIE || span.kind() == SecretKind.AUTHORIZATION;
    if (!plain || header) {
      return true;
    }
    boolean reference =
        text.regionMatches(true, start, "secret", 0, end - start)
            && REFERENCE.matcher(value).matches();
    return looksRandom(value) && !reference;
  }

  /** Not a word: digits or both cases in it, or very long. */
  static boolean looksRandom(String value) {
    if (value.length() >= 20) {
      return true;
    }
    boolean digit = false;
    boolean upper = false;
    boolean lower = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      digit |= Character.isDigit(c);
      upper |= i > 0 && Character.isUpperCase(c);
      lower |= Character.isLowerCase(c);
    }
    return value.length() >= 6 && (digit || (upper && lower));
  }
}
