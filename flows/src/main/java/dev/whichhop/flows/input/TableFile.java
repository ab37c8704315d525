package dev.whichhop.flows.input;

import dev.whichhop.flows.engine.LookupTable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** A table for {@code lookup} and {@code cidrlookup}: CSV whose first line has the names. */
public final class TableFile {
  private TableFile() {}

  /**
   * Reads the table.
   *
   * @throws IOException also when a line has another number of cells than the first
   */
  public static LookupTable read(InputStream in) throws IOException {
    try (CsvMessages lines = new CsvMessages(in)) {
      List<String> columns = lines.row();
      List<List<String>> rows = new ArrayList<>();
      for (List<String> row = lines.row(); !row.isEmpty(); row = lines.row()) {
        if (row.size() != columns.size()) {
          throw new IOException(
              "line "
                  + lines.line()
                  + ": expected "
                  + columns.size()
                  + " cells as in the first line, found "
                  + row.size());
        }
        rows.add(row);
      }
      return new LookupTable(columns, rows);
    }
  }
}
