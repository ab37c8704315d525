package dev.whichhop.flows.trino;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;

/** Rows as the text of a flow log with a header, made while it is read. */
final class TableText extends InputStream {
  private static final int ROWS_AT_ONCE = 500;

  private final ResultSet rows;
  private final int width;
  private byte[] text;
  private int next;

  TableText(Collection<TrinoColumn> columns, ResultSet rows) {
    this.rows = rows;
    this.width = columns.size();
    String names = String.join(" ", columns.stream().map(TrinoColumn::name).toList());
    this.text = (names + "\n").getBytes(UTF_8);
  }

  @Override
  public int read() throws IOException {
    return fill() ? text[next++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, text.length - next);
    System.arraycopy(text, next, into, from, count);
    next += count;
    return count;
  }

  private boolean fill() throws IOException {
    if (next < text.length) {
      return true;
    }
    StringBuilder lines = new StringBuilder();
    try {
      for (int row = 0; row < ROWS_AT_ONCE && rows.next(); row++) {
        for (int column = 1; column <= width; column++) {
          lines.append(rows.getString(column)).append(column < width ? ' ' : '\n');
        }
      }
    } catch (SQLException broken) {
      throw new IOException("breaks off: " + broken.getMessage(), broken);
    }
    text = lines.toString().getBytes(UTF_8);
    next = 0;
    return text.length > 0;
  }

  @Override
  public void close() throws IOException {
    try {
      rows.close();
    } catch (SQLException failed) {
      throw new IOException(failed);
    }
  }
}
