package dev.whichhop.lint.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Text put together from pieces of a file, every character of which knows where it stands. */
public final class LocatedText {
  /** Not after the usual abbreviations, nor before words that go on with what was said. */
  private static final Pattern SENTENCE_END =
      Pattern.compile(
          "(?<!\\b(?:e\\.g|i\\.e|etc|vs|cf|approx|incl))[.!?](?=\\s)(?!\\s+(?:[Dd]efaults?|Then|So)\\b)"
              + "|[。！？；](?!\\s*默认)|;(?=\\s)");

  private final String text;
  private final int[] lines;
  private final int[] columns;

  private LocatedText(String text, int[] lines, int[] columns) {
    this.text = text;
    this.lines = lines;
    this.columns = columns;
  }

  /** Collects pieces. */
  static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private int[] lines = new int[64];
    private int[] columns = new int[64];

    /** Adds text of one line that begins at a 1-based column. */
    Builder add(String piece, int line, int column) {
      for (int i = 0; i < piece.length(); i++) {
        add(piece.charAt(i), line, column + i);
      }
      return this;
    }

    /** Adds text for reading that stands at one place, such as the name of a table's column. */
    Builder addAt(String piece, int line, int column) {
      for (int i = 0; i < piece.length(); i++) {
        add(piece.charAt(i), line, column);
      }
      return this;
    }

    private void add(char c, int line, int column) {
      if (text.length() == lines.length) {
        lines = Arrays.copyOf(lines, lines.length * 2);
        columns = Arrays.copyOf(columns, columns.length * 2);
      }
      lines[text.length()] = line;
      columns[text.length()] = column;
      text.append(c);
    }

    int length() {
      return text.length();
    }

    LocatedText build() {
      return new LocatedText(text.toString(), lines, columns);
    }
  }

  /** The lines of a text as they stand, line breaks included. */
  static LocatedText of(String text, int firstLine, int firstColumn) {
    Builder builder = new Builder();
    int line = firstLine;
    for (String one : text.split("\n", -1)) {
      builder.add(one + "\n", line, firstColumn);
      line++;
    }
    return builder.build();
  }

  public String text() {
    return text;
  }

  /** 1-based line of the character at {@code index}. */
  public int line(int index) {
    return text.isEmpty() ? 1 : lines[Math.min(index, text.length() - 1)];
  }

  /** 1-based column of the character at {@code index}. */
  public int column(int index) {
    return text.isEmpty() ? 1 : columns[Math.min(index, text.length() - 1)];
  }

  LocatedText part(int from, int to) {
    return new LocatedText(
        text.substring(from, to),
        Arrays.copyOfRange(lines, from, to),
        Arrays.copyOfRange(columns, from, to));
  }

  /**
   * Without the marks of Markdown's strong emphasis and code, runs of blanks as one, so that {@code
   * **`maxConnections`** is} reads {@code maxConnections is}.
   */
  LocatedText plain() {
    return squeezed(true);
  }

  /** Line breaks and runs of blanks as one blank; nothing else is changed. */
  LocatedText oneLine() {
    return squeezed(false);
  }

  private LocatedText squeezed(boolean withoutMarks) {
    Builder builder = new Builder();
    boolean blank = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (withoutMarks && isMark(i)) {
        continue;
      }
      boolean isBlank = Character.isWhitespace(c) || c == '\u3000';
      if (!(isBlank && blank)) {
        builder.add(isBlank ? ' ' : c, lines[i], columns[i]);
      }
      blank = isBlank;
    }
    return builder.build();
  }

  /** A backtick, or a star beside another one. */
  private boolean isMark(int i) {
    return text.charAt(i) == '`'
        || (text.charAt(i) == '*' && (text.startsWith("**", i) || text.startsWith("**", i - 1)));
  }

  /**
   * With blanks in place of the pipes and separators within {@code $(…)}, so that the command
   * around a substitution reads as one.
   */
  LocatedText outerCommand() {
    StringBuilder outer = new StringBuilder(text);
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("$(", i)) {
        depth++;
      } else if (text.charAt(i) == ')' && depth > 0) {
        depth--;
      } else if (depth > 0 && "|;&".indexOf(text.charAt(i)) >= 0) {
        outer.setCharAt(i, ' ');
      }
    }
    return new LocatedText(outer.toString(), lines, columns);
  }

  int length() {
    return text.length();
  }

  /** Cut after each full stop, question or exclamation mark and semicolon. */
  List<LocatedText> sentences() {
    List<LocatedText> sentences = new ArrayList<>();
    var ends = SENTENCE_END.matcher(text);
    int start = 0;
    while (ends.find()) {
      sentences.add(part(start, ends.end()));
      start = ends.end();
    }
    if (start < text.length()) {
      sentences.add(part(start, text.length()));
    }
    sentences.removeIf(one -> one.text.isBlank());
    return sentences;
  }
}
