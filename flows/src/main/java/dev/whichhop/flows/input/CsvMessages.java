package dev.whichhop.flows.input;

import dev.whichhop.records.CsvRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of a table whose first line has the names: the exports of the CloudWatch console, {@code
 * timestamp,message} of a log stream and the columns of a query. Quotes as in RFC 4180.
 */
final class CsvMessages extends RowMessages {
  private final TextMessages lines;
  private List<String> names = List.of();
  private int line;

  CsvMessages(InputStream in) {
    this.lines = new TextMessages(in);
  }

  @Override
  public boolean next() throws IOException {
    if (names.isEmpty()) {
      names = row();
    }
    List<String> cells = row();
    if (cells.isEmpty()) {
      return false;
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String cell = i < cells.size() ? cells.get(i) : "";
      values.put(names.get(i), cell);
    }
    take(values, "");
    return true;
  }

  /** The cells of the next row, which may go over several lines; none at the end. */
  List<String> row() throws IOException {
    if (!lines.next()) {
      return List.of();
    }
    line = lines.line();
    CsvRow row = new CsvRow(',');
    String text = current();
    int length = text.length();
    while (!row.add(text)) {
      text = continued(length);
      length += text.length();
    }
    return row.take();
  }

  /** The next line of a row of which so much was read; one quote must not swallow the file. */
  private String continued(int length) throws IOException {
    if (length > TextMessages.LONGEST_LINE) {
      throw new IOException(
          "line "
              + line
              + ": expected a closing quote within "
              + TextMessages.LONGEST_LINE
              + " characters");
    }
    if (!lines.next()) {
      throw new IOException(
          "line " + line + ": expected a closing quote, found the end of the file");
    }
    return current();
  }

  private String current() {
    return new String(
        lines.buffer(), lines.from(), lines.to() - lines.from(), StandardCharsets.UTF_8);
  }

  @Override
  public int line() {
    return line;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
