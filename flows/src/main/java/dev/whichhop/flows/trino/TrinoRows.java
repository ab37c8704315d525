package dev.whichhop.flows.trino;

import dev.whichhop.flows.input.Interval;
import dev.whichhop.flows.input.LogFile;
import dev.whichhop.flows.sql.Select;
import dev.whichhop.flows.sql.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table as the content of a file, asked for when the file is opened.
 *
 * @param where null for all
 */
public record TrinoRows(TrinoTable table, @Nullable Sql where) implements LogFile.Content {
  /** Those of a time. */
  public static TrinoRows of(TrinoTable table, Interval interval) {
    return new TrinoRows(table, Where.of(table, interval));
  }

  @Override
  public InputStream open() throws IOException {
    List<Select.Item> items = new ArrayList<>();
    table.columns().values().forEach(one -> items.add(new Select.Item(one.text(), one.name())));
    return new TableText(
        table.columns().values(), table.run(table.select(items, where, List.of())));
  }
}
