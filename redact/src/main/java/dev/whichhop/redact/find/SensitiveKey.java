package dev.whichhop.redact.find;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells from the name of a field, header, parameter or variable that its value is a secret. */
public final class SensitiveKey {
  private static final List<String> AUTHORIZATION = List.of("authorization");

  private static final List<String> COOKIE = List.of("cookie", "cookie2", "cookies");

  /** {@code pass} and {@code pwd} are too short to be looked for at the end of longer words. */
  private static final Set<String> WHOLE_PASSWORD = Set.of("pass", "pwd", "userpass", "dbpass");

  private static final List<String> PASSWORD =
      List.of("password", "passwd", "passphrase", "passwordhash", "pgpass", "connectionstring");

  private static final List<String> AWS_KEY =
      List.of("accesskey", "accesskeyid", "secretaccesskey");

  private static final Set<String> WHOLE_TOKEN =
      Set.of("jwt", "sig", "sid", "session", "apikey", "dsn", "auth");

  private static final List<String> TOKEN =
      List.of(
          "secret",
          "token",
          "apikey",
          "secretkey",
          "secretkeybase",
          "secretstring",
          "secretbinary",
          "privatekey",
          "signingkey",
          "encryptionkey",
          "sharedkey",
          "accountkey",
          "masterkey",
          "hmackey",
          "authkey",
          "sessionid",
          "sessionticketkeys",
          "credential",
          "credentials",
          "signature",
          "assertion");

  /** Istio's and Envoy's words for where a token stands, not for the token. */
  private static final Set<String> NO_SECRETS = Set.of("fromcookies", "httpcookie", "usecookie");

  private static final int LONGEST = 80;

  private SensitiveKey() {}

  /**
   * What the values of this key are; null where the name does not tell that they are secret.
   *
   * @param key as it stands: {@code X-Api-Key}, {@code db.password}, {@code clientSecret}
   */
  public static @Nullable SecretKind of(String key) {
    if (key.length() < 3 || key.length() > LONGEST) {
      return null;
    }
    String plain = plain(key);
    if (NO_SECRETS.contains(plain)) {
      return null;
    }
    if (endsWithOneOf(plain, AUTHORIZATION)) {
      return SecretKind.AUTHORIZATION;
    }
    if (endsWithOneOf(plain, COOKIE)) {
      return SecretKind.COOKIE;
    }
    if (WHOLE_PASSWORD.contains(plain)
        || endsWithOneOf(plain, PASSWORD)
        || isLastWord(key, "pass")
        || isLastWord(key, "pwd")) {
      return SecretKind.PASSWORD;
    }
    if (endsWithOneOf(plain, AWS_KEY)) {
      return SecretKind.AWS_KEY;
    }
    return WHOLE_TOKEN.contains(plain) || endsWithOneOf(plain, TOKEN) ? SecretKind.TOKEN : null;
  }

  /** Behind a separator: {@code DB_PASS}. */
  private static boolean isLastWord(String key, String word) {
    int at = key.length() - word.length();
    return at > 0
        && !Character.isLetterOrDigit(key.charAt(at - 1))
        && key.regionMatches(true, at, word, 0, word.length());
  }

  private static boolean endsWithOneOf(String plain, List<String> words) {
    for (String word : words) {
      if (plain.endsWith(word)) {
        return true;
      }
    }
    return false;
  }

  private static String plain(String key) {
    StringBuilder plain = new StringBuilder(key.length());
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        plain.append(c);
      }
    }
    return plain.toString().toLowerCase(Locale.ROOT);
  }
}
