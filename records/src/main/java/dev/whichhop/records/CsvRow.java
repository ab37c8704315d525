package dev.whichhop.records;

import java.util.ArrayList;
import java.util.List;

/**
 * A row of comma-separated values, put together line by line: after RFC 4180 a quoted cell may hold
 * line breaks. Within a cell that did not begin with one, a quote is a character like others.
 */
public final class CsvRow {
  private final char separator;
  private final StringBuilder cell = new StringBuilder();
  private List<String> cells = new ArrayList<>();
  private boolean quoted;

  public CsvRow(char separator) {
    this.separator = separator;
  }

  /** What separates the cells of a table with this header: a tab, a semicolon or a comma. */
  public static char separator(String header) {
    return header.indexOf('\t') >= 0 ? '\t' : header.indexOf(';') >= 0 ? ';' : ',';
  }

  /** The cells of a row of one line. */
  public static List<String> of(String line, char separator) {
    CsvRow row = new CsvRow(separator);
    row.add(line);
    return row.take();
  }

  /** Adds a line; true when the row is complete, else the next line belongs to it. */
  public boolean add(String line) {
    if (quoted) {
      cell.append('\n');
    }
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && (quoted || cell.isEmpty())) {
        if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
          cell.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == separator && !quoted) {
        endCell();
      } else {
        cell.append(c);
      }
    }
    return !quoted;
  }

  /** The cells so far, of an open row too; then a new row begins. */
  public List<String> take() {
    endCell();
    quoted = false;
    List<String> taken = cells;
    cells = new ArrayList<>();
    return taken;
  }

  private void endCell() {
    cells.add(cell.toString());
    cell.setLength(0);
  }
}
