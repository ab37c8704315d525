package dev.whichhop.records.log;

/**
 * A request target: a path, or a URL taken apart.
 *
 * @param authority host and port of a URL, empty for a path
 */
public record Target(String authority, String path) {

  /** Takes a path or an absolute URL; anything else is taken for a path. */
  public static Target of(String text) {
    int scheme = text.indexOf("://");
    if (scheme < 0 || scheme > 5) {
      return new Target("", text);
    }
    int host = scheme + 3;
    int slash = host;
    while (slash < text.length() && "/?#".indexOf(text.charAt(slash)) < 0) {
      slash++;
    }
    String path = slash < text.length() ? text.substring(slash) : "/";
    return new Target(text.substring(host, slash), path);
  }

  boolean absolute() {
    return !authority.isEmpty();
  }
}
