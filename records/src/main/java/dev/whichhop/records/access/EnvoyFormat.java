package dev.whichhop.records.access;

import dev.whichhop.model.evidence.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An Envoy text format string, compiled to the fields and the literals between them.
 *
 * <p>Envoy does not escape quotes within header values, so the first closing quote of a user agent
 * need not be its end: when the rest of the line then does not fit, the next one is tried, a
 * bounded number of times.
 */
public final class EnvoyFormat {
  /** Ends that are tried for a field whose text may hold quotes; bounds the work of a bad line. */
  private static final int MOST_TRIES = 8;

  private final String source;
  private final List<AccessField> fields;

  /** One more than fields: before the first, between, behind the last. */
  private final List<String> literals;

  private EnvoyFormat(String source, List<AccessField> fields, List<String> literals) {
    this.source = source;
    this.fields = fields;
    this.literals = literals;
  }

  /**
   * Compiles a format string such as {@code [%START_TIME%] %RESPONSE_CODE%\n}.
   *
   * @return empty when it has no operators, or two of them with nothing between to tell them apart
   */
  public static Optional<EnvoyFormat> compile(String format) {
    List<AccessField> fields = new ArrayList<>();
    List<String> literals = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < format.length()) {
      char c = format.charAt(at);
      if (c != '%') {
        literal.append(c);
        at++;
        continue;
      }
      if (format.startsWith("%%", at)) {
        literal.append('%');
        at += 2;
        continue;
      }
      int end = operatorEnd(format, at + 1);
      if (end < 0 || (literal.isEmpty() && !fields.isEmpty())) {
        return Optional.empty();
      }
      literals.add(literal.toString());
      literal.setLength(0);
      fields.add(field(format.substring(at + 1, end)));
      at = end + 1;
    }
    literals.add(literal.toString().stripTrailing());
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(new EnvoyFormat(format, List.copyOf(fields), List.copyOf(literals)));
  }

  /** Index of the closing percent sign; those within brackets are part of the argument. */
  private static int operatorEnd(String format, int from) {
    int open = 0;
    for (int i = from; i < format.length(); i++) {
      switch (format.charAt(i)) {
        case '(' -> open++;
        case ')' -> open--;
        case '%' -> {
          if (open <= 0) {
            return i;
          }
        }
        default -> {}
      }
    }
    return -1;
  }

  private static AccessField field(String operator) {
    int open = operator.indexOf('(');
    if (open < 0) {
      int length = operator.indexOf(':');
      return EnvoyOperators.field(length < 0 ? operator : operator.substring(0, length), "");
    }
    int close = operator.lastIndexOf(')');
    return EnvoyOperators.field(
        operator.substring(0, open), close > open ? operator.substring(open + 1, close) : "");
  }

  /** The format string as it was given. */
  public String source() {
    return source;
  }

  List<AccessField> fields() {
    return fields;
  }

  List<String> literals() {
    return literals;
  }

  /** True when the line is of this format. */
  public boolean matches(String line) {
    return match(line, newBounds());
  }

  /** Room for the bounds that {@link #match} finds. */
  int[] newBounds() {
    return new int[2 * fields.size()];
  }

  /** True when the line fits; then {@code bounds} holds start and end of each field. */
  boolean match(String line, int[] bounds) {
    if (!line.startsWith(literals.getFirst())) {
      return false;
    }
    int position = literals.getFirst().length();
    int retry = -1;
    int tries = 0;
    int index = 0;
    while (index < fields.size()) {
      int end = end(line, index, position);
      if (end >= 0 && fits(line, index, position, end)) {
        bounds[2 * index] = position;
        bounds[2 * index + 1] = end;
        if (fields.get(index) == AccessField.USER_AGENT && quoted(index)) {
          retry = index;
        }
        position = end + literals.get(index + 1).length();
        index++;
        continue;
      }
      if (retry < 0 || ++tries > MOST_TRIES) {
        return false;
      }
      int longer = line.indexOf(literals.get(retry + 1), bounds[2 * retry + 1] + 1);
      if (longer < 0) {
        return false;
      }
      bounds[2 * retry + 1] = longer;
      position = longer + literals.get(retry + 1).length();
      index = retry + 1;
    }
    return true;
  }

  private int end(String line, int index, int position) {
    String behind = literals.get(index + 1);
    if (index + 1 == fields.size()) {
      int end = line.length() - behind.length();
      return end >= position && line.endsWith(behind) ? end : -1;
    }
    return line.indexOf(behind, position);
  }

  private boolean quoted(int index) {
    return literals.get(index).endsWith("\"") && literals.get(index + 1).startsWith("\"");
  }

  private boolean fits(String line, int index, int from, int to) {
    if (from == to) {
      return quoted(index);
    }
    AccessField field = fields.get(index);
    if (field.numeric()) {
      return numberOrNone(line, from, to);
    }
    if (!literals.get(index).endsWith("\"") && line.charAt(from) == '"') {
      return false;
    }
    return index + 1 < fields.size() || quoted(index) || line.indexOf(' ', from) < 0;
  }

  private static boolean numberOrNone(String line, int from, int to) {
    if (to - from == 1 && line.charAt(from) == '-') {
      return true;
    }
    for (int i = from; i < to; i++) {
      char c = line.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }

  /** Sets the fields of a line that matched. */
  void set(String line, int[] bounds, Observation.Builder into, TextCache cache) {
    boolean details = false;
    boolean failure = false;
    for (int i = 0; i < fields.size(); i++) {
      AccessField field = fields.get(i);
      int from = bounds[2 * i];
      int to = bounds[2 * i + 1];
      boolean said = to - from != 1 || line.charAt(from) != '-';
      if (!said
          || field == AccessField.OTHER
          || (field == AccessField.TERMINATION_DETAILS && details)
          || (field == AccessField.DOWNSTREAM_TRANSPORT_FAILURE && failure)) {
        continue;
      }
      details |= field == AccessField.DETAILS;
      failure |= field == AccessField.TRANSPORT_FAILURE;
      field.set(
          into, field.distinct() ? line.substring(from, to) : cache.same(line, from, to), cache);
    }
  }
}
