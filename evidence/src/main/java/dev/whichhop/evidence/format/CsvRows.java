package dev.whichhop.evidence.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Rows of a table of comma-separated values, quoted as in RFC 4180: a row may go over several
 * lines.
 */
final class CsvRows {
  /** One quote without its other must not swallow the file. */
  private static final int MOST_LINES = 500;

  private final char separator;
  private final BiConsumer<List<String>, Integer> rows;
  private final StringBuilder open = new StringBuilder();
  private int openLines;
  private int firstLine;

  /**
   * @param rows is given the cells of each row and the number of its first line
   */
  CsvRows(char separator, BiConsumer<List<String>, Integer> rows) {
    this.separator = separator;
    this.rows = rows;
  }

  void line(String line, int number) {
    if (openLines == 0) {
      firstLine = number;
    } else {
      open.append('\n');
    }
    open.append(line);
    openLines++;
    boolean complete = open.chars().filter(c -> c == '"').count() % 2 == 0;
    if (complete || openLines == MOST_LINES) {
      end();
    }
  }

  /** Gives what is left. */
  void end() {
    if (openLines > 0) {
      rows.accept(cells(open.toString(), separator), firstLine);
      open.setLength(0);
      openLines = 0;
    }
  }

  static char separator(String header) {
    return header.indexOf('\t') >= 0 ? '\t' : header.indexOf(';') >= 0 ? ';' : ',';
  }

  /** The cells of a whole row. */
  static List<String> cells(String row, char separator) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < row.length(); i++) {
      char c = row.charAt(i);
      if (c == '"' && quoted && i + 1 < row.length() && row.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
