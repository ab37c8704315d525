package dev.whichhop.redact.find;

import dev.whichhop.records.LiteralMatcher;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds secrets in a text by what they look like and by the name that stands before them, also
 * where the text or a part of it is escaped or encoded, once or several times over.
 *
 * <p>Most lines hold none of the words that secrets come with; one look for all of them at once
 * tells.
 */
public final class SecretFinder {
  /** A token in a URL in a JSON text in a log line in JSON. */
  private static final int DEEPEST = 4;

  /** Each pattern is tried only where one of its words stands, in whatever case. */
  private enum Shape {
    KEYED(
        null,
        0,
        SecretKind.TOKEN,
        "authorization",
        "cookie",
        "passw",
        "passphrase",
        "pass>",
        "pgpass",
        "pass=",
        "pass:",
        "pass\"",
        "pass'",
        "pass ",
        "pwd",
        "secret",
        "token",
        "apikey",
        "api-key",
        "api_key",
        "api key",
        "accesskey",
        "access-key",
        "access_key",
        "privatekey",
        "private-key",
        "private_key",
        "signingkey",
        "signing_key",
        "signing-key",
        "encryptionkey",
        "encryption_key",
        "encryption-key",
        "sharedkey",
        "shared_key",
        "sharedaccesskey",
        "accountkey",
        "account_key",
        "masterkey",
        "master_key",
        "master-key",
        "hmackey",
        "hmac_key",
        "authkey",
        "auth_key",
        "auth-key",
        "auth=",
        "auth\"",
        "auth:",
        "auth'",
        "auth ",
        "connectionstring",
        "connection_string",
        "jwt",
        "sig=",
        "sig\"",
        "sig'",
        "sig ",
        "sid=",
        "sid\"",
        "sid'",
        "sid ",
        "session",
        "credential",
        "signature",
        "assertion",
        "dsn"),
    SCHEME(
        "(?i)(?<![A-Za-z0-9])(?:bearer|basic|negotiate)[ \\t]{1,4}([A-Za-z0-9+/=_.~-]{6,})",
        1,
        SecretKind.AUTHORIZATION,
        "bearer ",
        "bearer\t",
        "basic ",
        "negotiate "),
    /** RFC 7519 in the compact form of RFC 7515; a JSON object in base64url begins so. */
    JWT("eyJ[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*){0,4}", 0, SecretKind.TOKEN, "eyj"),
    /** IAM identifiers, "Unique identifiers": AKIA long-term, ASIA temporary access keys. */
    AWS(
        "(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])",
        0,
        SecretKind.AWS_KEY,
        "akia",
        "asia"),
    /** Tokens that carry a mark of who gave them out, as their makers document it. */
    MARKED(
        "(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}"
            + "|glpat-[A-Za-z0-9_-]{16,}|xox[abeoprs]-[A-Za-z0-9-]{10,}"
            + "|[sr]k_(?:live|test)_[A-Za-z0-9]{10,}|AIza[A-Za-z0-9_-]{30,}"
            + "|ya29\\.[A-Za-z0-9_-]{10,}|npm_[A-Za-z0-9]{30,}|hv[sb]\\.[A-Za-z0-9_-]{20,}"
            + "|SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}|dop_v1_[a-f0-9]{40,}"
            + "|AGE-SECRET-KEY-1[A-Z0-9]{40,}|sk-[A-Za-z0-9_-]{20,})",
        0,
        SecretKind.TOKEN,
        "ghp_",
        "gho_",
        "ghu_",
        "ghs_",
        "ghr_",
        "github_pat_",
        "glpat-",
        "xox",
        "sk_live",
        "sk_test",
        "rk_live",
        "rk_test",
        "aiza",
        "ya29.",
        "npm_",
        "hvs.",
        "hvb.",
        "sg.",
        "dop_v1_",
        "age-secret-key",
        "sk-"),
    /** User and password in a URL (RFC 3986, 3.2.1). */
    URL_PASSWORD("://[^\\s:/?#@\"'<>]*:([^\\s/?#\"'<>]+)@", 1, SecretKind.PASSWORD, "://"),
    /** A token alone in that place. */
    URL_TOKEN("://([^\\s:/?#@\"'<>]{8,})@", 1, SecretKind.TOKEN, "://"),
    CURL_USER(
        "(?:(?<![\\w-])-[A-Za-z]{0,6}u[ =]{0,2}|(?:--user|--proxy-user)[ =]{1,2})"
            + "[\"']?[^\\s:\"']+:([^\\s\"']+)",
        1,
        SecretKind.PASSWORD,
        "curl ",
        "-u ",
        "--user",
        "--proxy-user"),
    FROM_LITERAL(
        "--from-literal[= ][\"']?[^=\\s]+=([^\\s\"']+)",
        1,
        SecretKind.SECRET_DATA,
        "--from-literal"),
    /** A line of {@code .netrc}. */
    NETRC("(?i)machine\\s.*\\spassword\\s+(\\S+)", 1, SecretKind.PASSWORD, "machine "),
    /** What {@code crypt} and {@code htpasswd} make of a password (crypt(5)). */
    HASH(
        "\\$(?:apr1|2[abxy]|[1567y])\\$[A-Za-z0-9./$,=]{20,}",
        0,
        SecretKind.PASSWORD,
        "$apr1$",
        "$2a$",
        "$2b$",
        "$2x$",
        "$2y$",
        "$1$",
        "$5$",
        "$6$",
        "$7$",
        "$y$"),
    /** What an authorization server sends back in the address (RFC 6749, 4.1.2). */
    CODE("[?&]code=([^\\s&\"'#]{16,})", 1, SecretKind.TOKEN, "code="),
    PEM(
        "(?s)-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----(.*?)(?:-----END|$)",
        1,
        SecretKind.PRIVATE_KEY,
        "private key");

    private final @Nullable Pattern pattern;
    private final int group;
    private final SecretKind kind;
    private final List<String> words;

    Shape(@Nullable String pattern, int group, SecretKind kind, String... words) {
      this.pattern = pattern == null ? null : Pattern.compile(pattern);
      this.group = group;
      this.kind = kind;
      this.words = List.of(words);
    }

    void find(String text, Consumer<Span> found) {
      if (pattern == null) {
        KeyedValues.find(text, found);
        return;
      }
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        String value = matcher.group(group);
        boolean word = this == SCHEME && !KeyedValues.looksRandom(value) && !value.endsWith("=");
        if (!word && !Harmless.isNothing(value)) {
          found.accept(new Span(matcher.start(group), matcher.end(group), kind));
        }
      }
    }
  }

  private static final List<Shape> SHAPE_OF_WORD = new ArrayList<>();
  private static final LiteralMatcher WORDS;

  static {
    List<String> words = new ArrayList<>();
    for (Shape shape : Shape.values()) {
      words.addAll(shape.words);
      shape.words.forEach(_ -> SHAPE_OF_WORD.add(shape));
    }
    WORDS = new LiteralMatcher(words, true);
  }

  private SecretFinder() {}

  /**
   * The secrets of a text.
   *
   * @return in their order, not overlapping
   */
  public static List<Span> find(String text) {
    List<Span> found = new ArrayList<>();
    find(text, 0, found);
    return found.size() < 2 ? found : apart(found);
  }

  private static void find(String text, int depth, List<Span> found) {
    BitSet words = new BitSet();
    if (WORDS.find(text, words)) {
      Shape last = null;
      for (int i = words.nextSetBit(0); i >= 0; i = words.nextSetBit(i + 1)) {
        Shape shape = SHAPE_OF_WORD.get(i);
        if (shape != last) {
          shape.find(text, found::add);
          last = shape;
        }
      }
    }
    if (depth == DEEPEST) {
      return;
    }
    EncodedRuns.find(text, encoded -> holdsSecret(encoded, depth + 1), found::add);
    Unescaped plain = Unescaped.of(text);
    if (plain != null) {
      List<Span> inside = new ArrayList<>();
      find(plain.text(), depth + 1, inside);
      inside.forEach(span -> found.add(plain.written(span)));
    }
  }

  private static boolean holdsSecret(String text, int depth) {
    List<Span> inside = new ArrayList<>();
    find(text, depth, inside);
    return !inside.isEmpty();
  }

  private static List<Span> apart(List<Span> found) {
    found.sort(
        Comparator.comparingInt(Span::start).thenComparing(Span::end, Comparator.reverseOrder()));
    List<Span> apart = new ArrayList<>();
    for (Span span : found) {
      Span last = apart.isEmpty() ? null : apart.getLast();
      if (last == null || span.start() >= last.end()) {
        apart.add(span);
      } else if (span.end() > last.end()) {
        apart.set(apart.size() - 1, new Span(last.start(), span.end(), last.kind()));
      }
    }
    return apart;
  }

  /** The text with its secrets replaced; {@code found} is told each. */
  public static String replaced(String text, Consumer<SecretKind> found) {
    List<Span> spans = find(text);
    if (spans.isEmpty()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    for (Span span : spans) {
      out.append(text, at, span.start()).append(Harmless.REDACTED);
      found.accept(span.kind());
      at = span.end();
    }
    return out.append(text, at, text.length()).toString();
  }
}
