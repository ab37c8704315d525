package dev.whichhop.flows.duckdb;

import dev.whichhop.flows.input.LogFile;
import dev.whichhop.flows.input.Messages;
import dev.whichhop.flows.input.ParquetFiles;
import dev.whichhop.flows.input.RowMessages;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads Parquet files through DuckDB, each in a database of its own that can read that file and
 * nothing else. Columns of any type come as text, as other inputs do.
 */
public final class DuckDbParquet implements ParquetFiles {
  private final Resources resources;

  public DuckDbParquet(Resources resources) {
    this.resources = resources;
  }

  @Override
  public Messages open(LogFile file) throws IOException {
    Path path = file.path();
    if (path == null) {
      throw new IOException("Parquet, which is read from a file only; save it as one");
    }
    try {
      return new Rows(path);
    } catch (SQLException unreadable) {
      throw new IOException("no readable Parquet: " + firstLine(unreadable), unreadable);
    }
  }

  private static String firstLine(SQLException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private final class Rows extends RowMessages {
    private final Database database;
    private final Statement statement;
    private final ResultSet rows;
    private final List<String> names = new ArrayList<>();

    Rows(Path path) throws SQLException {
      String file = path.toAbsolutePath().normalize().toString();
      database = Database.reading(resources, file);
      try {
        statement = database.connection().createStatement();
        rows =
            statement.executeQuery(
                "SELECT COLUMNS(*)::VARCHAR FROM read_parquet('"
                    + file.replace("'", "''")
                    + "', hive_partitioning = false)");
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          names.add(rows.getMetaData().getColumnName(i));
        }
      } catch (SQLException unreadable) {
        database.close();
        throw unreadable;
      }
    }

    @Override
    public boolean next() throws IOException {
      try {
        if (!rows.next()) {
          return false;
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
          String value = rows.getString(i + 1);
          values.put(names.get(i), value == null ? "" : value);
        }
        take(values, "");
        return true;
      } catch (SQLException broken) {
        throw new IOException("breaks off: " + firstLine(broken), broken);
      }
    }

    @Override
    public int line() {
      return 0;
    }

    @Override
    public void close() throws IOException {
      try {
        rows.close();
        statement.close();
        database.close();
      } catch (SQLException failed) {
        throw new IOException(failed);
      }
    }
  }
}
