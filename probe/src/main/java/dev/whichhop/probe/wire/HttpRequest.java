package dev.whichhop.probe.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A request, sent as it is: nothing is followed, decoded, kept or repeated.
 *
 * @param headers further headers; one of these names replaces ours
 * @param body empty for none
 * @param keepAlive false asks the server to close after the answer
 */
public record HttpRequest(
    String method, Target target, List<Header> headers, byte[] body, boolean keepAlive) {

  /** A header line. */
  public record Header(String name, String value) {

    /**
     * Reads {@code Name: value}.
     *
     * @throws IllegalArgumentException when it is not of that form
     */
    public static Header parse(String line) {
      int colon = line.indexOf(':');
      if (colon <= 0 || line.chars().anyMatch(c -> c < ' ' && c != '\t')) {
        throw new IllegalArgumentException("expected 'Name: value' as a header, found " + line);
      }
      return new Header(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }
  }

  public static HttpRequest get(Target target, boolean keepAlive) {
    return new HttpRequest("GET", target, List.of(), new byte[0], keepAlive);
  }

  /** True when the answer has no body whatever its headers say. */
  boolean head() {
    return method.equals("HEAD");
  }

  /** The bytes of HTTP/1.1; what is no ASCII in path or headers goes as UTF-8, as it was typed. */
  public byte[] bytes() {
    StringBuilder text = new StringBuilder(256);
    text.append(method).append(' ').append(target.path()).append(" HTTP/1.1\r\n");
    add(text, "Host", target.authority());
    add(text, "User-Agent", "whichhop-probe");
    add(text, "Accept", "*/*");
    if (!keepAlive) {
      add(text, "Connection", "close");
    }
    if (body.length > 0) {
      add(text, "Content-Length", "" + body.length);
    }
    for (Header header : headers) {
      text.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    text.append("\r\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + body.length);
    bytes.writeBytes(text.toString().getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  private void add(StringBuilder text, String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (headers.stream().noneMatch(one -> one.name().toLowerCase(Locale.ROOT).equals(lower))) {
      text.append(name).append(": ").append(value).append("\r\n");
    }
  }
}
