package dev.whichhop.records.access;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line cut at blanks, with quoted and bracketed parts whole: the common ground of nginx, Apache
 * and AWS access logs. Within quotes a backslash takes the next character along (nginx and Apache
 * escape quotes; Envoy does not).
 */
final class Tokens {
  /** More fields than any known format has; a longer line is hostile or none of ours. */
  private static final int MOST = 80;

  /** How a token was enclosed. */
  enum Kind {
    PLAIN,
    QUOTED,
    BRACKETED
  }

  /** One token without its quotes or brackets. */
  record Token(String text, Kind kind) {
    boolean is(Kind other) {
      return kind == other;
    }
  }

  private Tokens() {}

  /**
   * The tokens from an index on; null when a quote or bracket is not closed or there are too many.
   */
  static @Nullable List<Token> of(String line, int from) {
    List<Token> tokens = new ArrayList<>(24);
    int at = from;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c == ' ') {
        at++;
        continue;
      }
      if (tokens.size() == MOST) {
        return null;
      }
      int end;
      if (c == '"') {
        end = closingQuote(line, at + 1);
      } else if (c == '[') {
        end = line.indexOf(']', at + 1);
      } else {
        int blank = line.indexOf(' ', at);
        end = blank < 0 ? line.length() : blank;
        tokens.add(new Token(line.substring(at, end), Kind.PLAIN));
        at = end;
        continue;
      }
      if (end < 0) {
        return null;
      }
      tokens.add(new Token(line.substring(at + 1, end), c == '"' ? Kind.QUOTED : Kind.BRACKETED));
      at = end + 1;
    }
    return tokens;
  }

  private static int closingQuote(String line, int from) {
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        return i;
      }
    }
    return -1;
  }
}
