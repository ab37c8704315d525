package dev.whichhop.records.flowlog;

/**
 * What the value of a field can be; {@code -} is allowed everywhere. It tells a record from another
 * line, so it is loose where real logs are: addresses masked by their owner are still addresses.
 */
enum FieldKind {
  NUMBER,
  ADDRESS,
  ACTION,
  STATUS,
  DIRECTION,
  TEXT;

  private static final int LONGEST_NUMBER = 18;

  static FieldKind of(String field) {
    return switch (field) {
      case "version",
          "srcport",
          "dstport",
          "protocol",
          "packets",
          "bytes",
          "start",
          "end",
          "tcp-flags",
          "traffic-path" ->
          NUMBER;
      case "srcaddr", "dstaddr", "pkt-srcaddr", "pkt-dstaddr" -> ADDRESS;
      case "action" -> ACTION;
      case "log-status" -> STATUS;
      case "flow-direction" -> DIRECTION;
      default -> TEXT;
    };
  }

  boolean fits(byte[] text, int from, int to) {
    if (to - from == 1 && text[from] == '-') {
      return true;
    }
    return switch (this) {
      case NUMBER -> isNumber(text, from, to);
      case ADDRESS -> isAddress(text, from, to);
      case ACTION -> is("ACCEPT", text, from, to) || is("REJECT", text, from, to);
      case STATUS ->
          is("OK", text, from, to)
              || is("NODATA", text, from, to)
              || is("SKIPDATA", text, from, to);
      case DIRECTION -> is("ingress", text, from, to) || is("egress", text, from, to);
      case TEXT -> true;
    };
  }

  /** What a message says was expected. */
  String expected() {
    return switch (this) {
      case NUMBER -> "a number or -";
      case ADDRESS -> "an IPv4 or IPv6 address or -";
      case ACTION -> "ACCEPT, REJECT or -";
      case STATUS -> "OK, NODATA, SKIPDATA or -";
      case DIRECTION -> "ingress, egress or -";
      case TEXT -> "a word";
    };
  }

  private static boolean isNumber(byte[] text, int from, int to) {
    if (to - from > LONGEST_NUMBER) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean isAddress(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] == ':' || text[i] == '.' && i > from) {
        return true;
      }
    }
    return false;
  }

  static boolean is(String word, byte[] text, int from, int to) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (text[from + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
