package dev.whichhop.redact.document;

import dev.whichhop.redact.find.Harmless;
import dev.whichhop.redact.find.SecretFinder;
import dev.whichhop.redact.find.SecretKind;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the secrets out of one file, line by line: logs, YAML, JSON, tables, transcripts, and files
 * that are several of these. Line numbers stay, and so does everything that is no secret, to the
 * byte.
 *
 * <p>Characters may be bytes: nothing here looks at those from 128 on.
 */
public final class Redactor {
  /** A part of a line without any separator that is longer is no evidence. Characters. */
  static final int LONGEST_WORD = 8 << 20;

  /** Texts in texts in texts: an annotation with an object with an annotation with an object. */
  private static final int DEEPEST = 4;

  private static final Pattern KEY_BEGINS =
      Pattern.compile("-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----");

  /** The rest of such a block, with whatever a log puts before it. */
  private static final Pattern KEY_LINE =
      Pattern.compile(
          "(?:.*[\\s|>:])?(?:[A-Za-z0-9+/=]{4,}|(?:Proc-Type|DEK-Info|Version).*|=\\w{4})?\\s*");

  /**
   * The first line of a private key in base64 as {@code base64} and {@code openssl} break it: of
   * PEM, of DER (a sequence that begins with a version; RFC 8017, RFC 5958, RFC 5915, RFC 7292).
   */
  private static final Pattern WRAPPED_KEY =
      Pattern.compile(
          "(?=.{60,76}$)(?:LS0tLS1CRUdJTi(?:BQUklW|BSU0Eg|BFQyBQ|BPUEVO|BFTkNS|BEU0Eg)"
              + "|MII[A-Za-z0-9+/]{2,4}IBA|MHcCAQEE|MIGHAgEAM|MC4CAQAw)[A-Za-z0-9+/]+");

  private static final Pattern BASE64 =
      Pattern.compile("(?:[A-Za-z0-9+/]{4})*[A-Za-z0-9+/]{2,4}={0,2}");

  private static final Pattern ASSIGNMENT =
      Pattern.compile("(\\s*(?:export |-e )?([A-Z][A-Z0-9_]+)=)(\\S.*)");

  private static final String SEPARATORS = " \t,;&\"'";

  private final Output out = new Output();
  private final BiConsumer<SecretKind, Long> counted;
  private final JsonText json;
  private final YamlText yaml;
  private boolean inPrivateKey;

  /** Characters in each line of the key, apart from the last; 0 outside of one. */
  private int wrappedAt;

  private boolean skipsWord;
  private boolean skipsString;
  private boolean lineBegun;

  /**
   * @param counted is told what was taken out, and how many
   */
  public Redactor(BiConsumer<SecretKind, Long> counted) {
    this(counted, 0);
  }

  private Redactor(BiConsumer<SecretKind, Long> counted, int depth) {
    this.counted = counted;
    this.json = new JsonText(out, text -> nested(text, depth));
    this.yaml = new YamlText(out, text -> nested(text, depth));
  }

  private String nested(String text, int depth) {
    if (depth == DEEPEST) {
      return SecretFinder.replaced(text, out::count);
    }
    Redactor inner = new Redactor((kind, count) -> count(kind, count), depth + 1);
    StringBuilder redacted = new StringBuilder(text.length());
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      redacted.append(inner.line(text.substring(start, end), "\n"));
      start = end + 1;
    }
    redacted.append(inner.line(text.substring(start), ""));
    return redacted.append(inner.finish()).toString();
  }

  private void count(SecretKind kind, long count) {
    for (long i = 0; i < count; i++) {
      out.count(kind);
    }
  }

  /**
   * Takes a line, or the rest of one that was begun.
   *
   * @param end what ends it; empty at the end of the file
   * @return redacted text, as far as it is decided; not always of this line
   */
  public String line(String line, String end) {
    String rest = line.substring(skipped(line));
    if (lineBegun) {
      if (!rest.isEmpty()) {
        plain(rest, json.isOpen() ? json.take(rest, 0, false) : 0);
      }
    } else {
      whole(rest);
    }
    lineBegun = false;
    skipsWord = false;
    skipsString = false;
    out.append(end);
    return out.take(counted);
  }

  /** The part of a line from {@code at} on that is text, or JSON that begins in it. */
  private void plain(String line, int at) {
    if (at == line.length()) {
      return;
    }
    if (json.isOpen()) {
      json.abandon();
    }
    out.append(SecretFinder.replaced(line.substring(at), out::count));
  }

  private void whole(String line) {
    if (inPrivateKey && isInPrivateKey(line)) {
      return;
    }
    if (json.isOpen()) {
      plain(line, json.take(line, 0, false));
      return;
    }
    if (yaml.takeRest(line)) {
      return;
    }
    if (isWrappedKey(line)) {
      return;
    }
    Matcher key = KEY_BEGINS.matcher(line);
    if (key.find() && line.indexOf("-----END", key.end()) < 0) {
      inPrivateKey = true;
      out.count(SecretKind.PRIVATE_KEY);
      out.append(line);
      return;
    }
    int first = 0;
    while (first < line.length() && line.charAt(first) <= ' ') {
      first++;
    }
    if (JsonText.mayBegin(line, first)) {
      document(line, 0);
    } else if (!yaml.take(line)) {
      text(line);
    }
  }

  private boolean isWrappedKey(String line) {
    String text = line.strip();
    if (wrappedAt == 0) {
      if (!WRAPPED_KEY.matcher(text).matches()) {
        return false;
      }
      out.count(SecretKind.PRIVATE_KEY);
      wrappedAt = text.length();
    } else if (text.length() > wrappedAt || !BASE64.matcher(text).matches()) {
      wrappedAt = 0;
      return false;
    } else if (text.length() < wrappedAt) {
      wrappedAt = 0;
    }
    out.append(line.replace(text, Harmless.REDACTED));
    return true;
  }

  private void document(String line, int from) {
    int end = json.take(line, from, false);
    if (end < line.length() && !json.isOpen() && JsonText.mayBegin(line, end)) {
      document(line, end);
    } else {
      plain(line, end);
    }
  }

  private void text(String line) {
    Matcher assignment = ASSIGNMENT.matcher(line);
    if (assignment.matches() && !Judge.stays(assignment.group(2), unquoted(assignment.group(3)))) {
      out.count(SecretKind.ENVIRONMENT);
      out.append(assignment.group(1) + Harmless.REDACTED + Harmless.keepAlive(assignment.group(3)));
      return;
    }
    int object = line.indexOf("{\"");
    if (object > 0 && line.indexOf("\":", object) > 0) {
      out.append(SecretFinder.replaced(line.substring(0, object), out::count));
      document(line, object);
      if (json.isOpen()) {
        // Of a log line, not of the file.
        json.abandon();
      }
    } else {
      out.append(SecretFinder.replaced(line, out::count));
    }
  }

  private static String unquoted(String value) {
    return value.replaceAll("^[\"']|[\"']$", "");
  }

  private boolean isInPrivateKey(String line) {
    if (line.contains("-----END")) {
      inPrivateKey = false;
      out.append(line);
      return true;
    }
    if (!KEY_LINE.matcher(line).matches()) {
      inPrivateKey = false;
      return false;
    }
    int indent = 0;
    while (indent < line.length() && line.charAt(indent) <= ' ') {
      indent++;
    }
    out.append(indent == line.length() ? line : line.substring(0, indent) + Harmless.REDACTED);
    return true;
  }

  /**
   * Takes the beginning of a line that goes on, for lines too long to be kept.
   *
   * @param text the line from where the last part ended
   * @param redacted gets the redacted text
   * @return how much of it was taken
   */
  public int part(String text, StringBuilder redacted) {
    int from = skipped(text);
    int first = from;
    while (first < text.length() && text.charAt(first) <= ' ') {
      first++;
    }
    boolean document = json.isOpen() || (!lineBegun && JsonText.mayBegin(text, first));
    lineBegun = true;
    int at = from;
    if (document) {
      at = json.take(text, from, true);
    }
    if (!json.isOpen() && at < text.length()) {
      int cut = text.length();
      while (cut > at && SEPARATORS.indexOf(text.charAt(cut - 1)) < 0) {
        cut--;
      }
      out.append(SecretFinder.replaced(text.substring(at, cut), out::count));
      at = cut;
    }
    if (at == from && text.length() - at > LONGEST_WORD) {
      skipsString = json.isOpen();
      skipsWord = !skipsString;
      out.append(skipsString ? "\"" + Harmless.REDACTED : Harmless.REDACTED);
      out.count(SecretKind.UNREADABLE);
      at = text.length();
    }
    redacted.append(out.take(counted));
    return at;
  }

  /** Where what is left out of the line ends. */
  private int skipped(String text) {
    int at = 0;
    if (skipsString) {
      int end = Quoted.end(text, 0);
      skipsString = end < 0;
      out.append(skipsString ? "" : "\"");
      return end < 0 ? text.length() : end + 1;
    }
    while (skipsWord && at < text.length()) {
      skipsWord = SEPARATORS.indexOf(text.charAt(at)) < 0;
      at += skipsWord ? 1 : 0;
    }
    return at;
  }

  /** Ends the file; returns what was held back. */
  public String finish() {
    if (json.isOpen()) {
      json.abandon();
    }
    yaml.end();
    return out.take(counted);
  }
}
