package dev.whichhop.redact.find;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values that tell nothing secret, whatever stands before them. */
public final class Harmless {
  /** Written in place of a secret; letters alone, so it is at home in every format. */
  public static final String REDACTED = "REDACTED";

  private static final Pattern NOTHING =
      Pattern.compile(
          "(?i)|-+|~|null|nil|none|<none>|<nil>|<unset>|undefined|true|false|yes|no|on|off|REDACTED"
              + "|\\[?redacted]?|<redacted>|\\*+|\\{\\}|\\[\\]"
              // A reference to the value, not the value: of shells, of kubectl describe, of Envoy.
              + "|\\$\\{[\\w.:-]*}|\\$\\([^)]*\\)|\\$\\w+|<set to .*|\\(v1:.*|%[A-Z_]+(?:\\(.*)?");

  private static final Pattern QUANTITY =
      Pattern.compile("[-+]?\\d{1,5}(?:\\.\\d{1,6})?(?:ms|us|ns|[smhd%]|[kMGT]i?B?)?");

  /** Longer numbers: sizes, ports and times have up to 13 digits. */
  private static final Pattern NUMBERS =
      Pattern.compile(
          "[-+]?\\d{1,13}(?:\\.\\d{1,9})?(?:[A-Za-z%]{0,3})?"
              + "|(?:\\d+(?:\\.\\d+)?(?:h|ms|us|ns|m|s))+"
              + "|(?:\\d{1,3}(?:\\.\\d{1,3}){3}|localhost|\\[?::1?]?|\\$\\(\\w+\\))?:?\\d{0,5}");

  private static final Pattern FILE =
      Pattern.compile(
          "(?:file://)?\\.{0,2}/(?:etc|var|run|usr|opt|home|mnt|tmp|root|srv|app|data|certs?|tls"
              + "|secrets?|workspace)/[\\w./@-]*");

  private static final Pattern LEVEL =
      Pattern.compile("(?i)trace|debug|info|warn|warning|error|fatal|enabled|disabled");

  /** What checks read in the environment of an application: how long it keeps connections. */
  private static final Pattern KEEP_ALIVE =
      Pattern.compile(
          "(?i)(?<![\\w.-])[\\w.-]*(?:keep[-_.]?alive|idle[-_.]?time[-_.]?out)[\\w.-]*"
              + "[=: ]+\\d{1,9}(?:ms|s|m)?(?![\\w.])");

  private Harmless() {}

  /** Nothing, a truth value, a placeholder, or a reference to the secret. */
  public static boolean isNothing(String value) {
    return NOTHING.matcher(value).matches();
  }

  /** Besides: a short number, a duration. */
  public static boolean isQuantity(String value) {
    return isNothing(value) || QUANTITY.matcher(value).matches();
  }

  /** Besides: any number of common length, an address of the machine itself, a log level. */
  public static boolean isSetting(String value) {
    return isQuantity(value) || NUMBERS.matcher(value).matches() || LEVEL.matcher(value).matches();
  }

  /** Where a secret is kept. */
  public static boolean isFile(String value) {
    return FILE.matcher(value).matches();
  }

  /** The times that servers keep connections for, out of options of a program; else empty. */
  public static String keepAlive(String value) {
    StringBuilder kept = new StringBuilder();
    Matcher matcher = KEEP_ALIVE.matcher(value);
    while (matcher.find()) {
      kept.append(' ').append(matcher.group());
    }
    return kept.toString();
  }
}
