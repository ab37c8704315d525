package dev.whichhop.records.access;

import dev.whichhop.model.evidence.Observation;
import org.jspecify.annotations.Nullable;

/**
 * The request line in quotes, {@code GET /path HTTP/1.1}. What is none, such as the first bytes of
 * a TLS hello sent to a plain port, is kept as the path.
 */
record RequestLine(String method, String target, String protocol) {

  static RequestLine of(String text) {
    int first = text.indexOf(' ');
    int last = text.lastIndexOf(' ');
    if (first <= 0) {
      return new RequestLine("", text, "");
    }
    return first == last
        ? new RequestLine(text.substring(0, first), text.substring(first + 1), "")
        : new RequestLine(
            text.substring(0, first), text.substring(first + 1, last), text.substring(last + 1));
  }

  /** The path and query of an absolute target; the target itself otherwise. */
  String path() {
    int authority = target.indexOf("://");
    if (authority < 0) {
      return target;
    }
    int path = target.indexOf('/', authority + 3);
    return path < 0 ? "/" : target.substring(path);
  }

  /** Host and port of an absolute target; null otherwise. */
  @Nullable String authority() {
    int start = target.indexOf("://");
    if (start < 0) {
      return null;
    }
    int end = target.indexOf('/', start + 3);
    return end < 0 ? target.substring(start + 3) : target.substring(start + 3, end);
  }

  void set(Observation.Builder into, TextCache cache) {
    AccessField.METHOD.set(into, method, cache);
    AccessField.PATH.set(into, path(), cache);
    AccessField.PROTOCOL.set(into, protocol, cache);
  }
}
