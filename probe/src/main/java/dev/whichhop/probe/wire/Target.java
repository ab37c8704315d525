package dev.whichhop.probe.wire;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.StandardConstants;

/**
 * What a URL says about where to connect and what to ask for.
 *
 * @param host name or address without brackets
 * @param authority host and port as they stand in the URL, for the Host header
 * @param path path and query; {@code /} when the URL has none
 */
public record Target(boolean tls, String host, int port, String authority, String path) {
  private static final int HIGHEST_PORT = 65535;

  /**
   * Reads an {@code http://} or {@code https://} URL. Written by hand, since {@code java.net.URI}
   * refuses underscores in names and characters that servers accept in paths.
   *
   * @throws IllegalArgumentException when it cannot be read; the message says what was expected
   */
  public static Target parse(String url) {
    int separator = url.indexOf("://");
    String scheme = separator < 0 ? "" : url.substring(0, separator).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException(
          "expected a URL that begins with http:// or https://, found " + url);
    }
    String rest = url.substring(separator + 3);
    int fragment = rest.indexOf('#');
    rest = fragment < 0 ? rest : rest.substring(0, fragment);
    int end = firstOf(rest, "/?");
    String authority = rest.substring(0, end);
    if (authority.indexOf('@') >= 0) {
      throw new IllegalArgumentException(
          "a user name in the URL is not sent; use -H 'Authorization: …' with " + scheme + "://");
    }
    String path = rest.substring(end);
    if (!path.startsWith("/")) {
      path = "/" + path;
    }
    if (path.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      throw new IllegalArgumentException("a blank or control character in the path: write %20");
    }
    boolean tls = scheme.equals("https");
    int colon = portColon(authority);
    String host = colon < 0 ? authority : authority.substring(0, colon);
    int port = colon < 0 ? tls ? 443 : 80 : port(authority.substring(colon + 1));
    if (host.startsWith("[") && host.endsWith("]")) {
      return new Target(tls, host.substring(1, host.length() - 1), port, authority, path);
    }
    if (host.isEmpty() || host.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "expected a host in " + url + " (an IPv6 address stands in brackets)");
    }
    String ascii = ascii(host);
    return new Target(tls, ascii, port, ascii + authority.substring(host.length()), path);
  }

  /** What TLS calls the server; empty for an address, which is not sent (RFC 6066, 3). */
  public Optional<SNIServerName> serverName() {
    char last = host.charAt(host.length() - 1);
    boolean named = host.indexOf(':') < 0 && !Character.isDigit(last) && last != '.';
    return named ? Optional.of(new ServerName(host)) : Optional.empty();
  }

  /** JSSE's own SNIHostName refuses underscores. */
  private static final class ServerName extends SNIServerName {
    ServerName(String host) {
      super(StandardConstants.SNI_HOST_NAME, host.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static String ascii(String host) {
    boolean plain = host.chars().allMatch(c -> c > ' ' && c < 0x7f);
    try {
      return plain ? host : IDN.toASCII(host);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("no name of a host: " + host, e);
    }
  }

  /** The colon before the port; those inside brackets belong to an IPv6 address. */
  private static int portColon(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? colon : -1;
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= HIGHEST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException("expected a port from 1 to 65535, found " + text);
  }

  private static int firstOf(String text, String signs) {
    int at = 0;
    while (at < text.length() && signs.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  @Override
  public String toString() {
    return (tls ? "https://" : "http://") + authority + path;
  }
}
