package dev.whichhop.app.report.html;

import dev.whichhop.app.report.SafeText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Writes HTML and SVG. The one place where text becomes markup: whatever is given as text or as the
 * value of an attribute is escaped, and characters that make text read other than it is are shown.
 * Names of elements and attributes come from this program only.
 */
final class Markup {
  private final StringBuilder out = new StringBuilder(64 * 1024);
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element; {@link #close} ends it. Attributes are {@code name, value, name, value}. */
  Markup open(String element, Object... attributes) {
    begin(element, attributes);
    out.append('>');
    open.push(element);
    return this;
  }

  /** Ends the element opened last. */
  Markup close() {
    out.append("</").append(open.pop()).append(">\n");
    return this;
  }

  /** An element that has no content. */
  Markup empty(String element, Object... attributes) {
    begin(element, attributes);
    out.append("/>\n");
    return this;
  }

  /** An element with text alone. */
  Markup element(String element, String text, Object... attributes) {
    return open(element, attributes).text(text).close();
  }

  /** Untrusted text. */
  Markup text(String untrusted) {
    escape(untrusted);
    return this;
  }

  /** The program's own style or script, which its hash in the page's policy covers. */
  Markup own(String element, String content) {
    out.append('<').append(element).append('>').append(content);
    out.append("</").append(element).append(">\n");
    return this;
  }

  private void begin(String element, Object... attributes) {
    out.append('<').append(element);
    for (int i = 0; i + 1 < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      Object value = attributes[i + 1];
      escape(value instanceof Double number ? number(number) : String.valueOf(value));
      out.append('"');
    }
  }

  private void escape(String untrusted) {
    String safe = SafeText.text(untrusted);
    for (int i = 0; i < safe.length(); i++) {
      char c = safe.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
  }

  /** A coordinate: one decimal at most. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** What was written. */
  String finished() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("not closed: " + open);
    }
    return out.toString();
  }
}
