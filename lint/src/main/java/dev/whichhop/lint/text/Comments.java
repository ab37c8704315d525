package dev.whichhop.lint.text;

import dev.whichhop.knowledge.LintRule.Scope;
import java.util.ArrayList;
import java.util.List;

/**
 * Comments that begin with {@code #}. What a comment says it says of something: one at the end of a
 * line is read with that line, one of whole lines with the line below it.
 */
final class Comments {
  private static final int LONGEST = 2_000;

  /** Lines above a comment that say what it is about: the keys that a field stands under. */
  private static final int LINES_ABOVE = 5;

  private Comments() {}

  static List<Passage> of(LocatedText code, String context) {
    List<Passage> passages = new ArrayList<>();
    String text = code.text();
    int pending = -1;
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      String line = text.substring(start, end);
      int hash = commentStart(line);
      if (hash >= 0 && line.substring(0, hash).isBlank()) {
        pending = pending < 0 ? start : pending;
      } else {
        if (hash >= 0) {
          add(code.part(start, end), context + above(text, start), passages);
        }
        if (pending >= 0) {
          add(
              code.part(pending, line.isBlank() ? start : end),
              context + above(text, pending),
              passages);
          pending = -1;
        }
      }
      start = end + 1;
    }
    if (pending >= 0) {
      add(code.part(pending, text.length()), context + above(text, pending), passages);
    }
    return passages;
  }

  private static String above(String text, int start) {
    int from = start;
    for (int line = 0; line < LINES_ABOVE && from > 0; line++) {
      from = text.lastIndexOf('\n', from - 2) + 1;
    }
    return "\n" + text.substring(from, start);
  }

  private static void add(LocatedText part, String context, List<Passage> into) {
    if (part.text().length() <= LONGEST) {
      into.add(new Passage(Scope.PROSE, part.plain(), context));
    }
  }

  /** Where a comment begins: a {@code #} outside quotes, at the start or after a blank; or -1. */
  static int commentStart(String line) {
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '#' && (i == 0 || Character.isWhitespace(line.charAt(i - 1)))) {
        return i;
      }
    }
    return -1;
  }
}
