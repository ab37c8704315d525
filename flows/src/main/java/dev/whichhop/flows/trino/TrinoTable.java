package dev.whichhop.flows.trino;

import dev.whichhop.flows.input.Interval;
import dev.whichhop.flows.input.LogFile;
import dev.whichhop.flows.input.LogKind;
import dev.whichhop.flows.sql.Select;
import dev.whichhop.flows.sql.Sql;
import dev.whichhop.records.flowlog.FlowLogFormat;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table of flow-log records in Trino, with the columns that AWS' own statements for Athena give
 * it ({@code account_id}, {@code srcaddr}, {@code start}).
 *
 * <p>It only ever sends {@code SELECT} and {@code SHOW COLUMNS}.
 */
public final class TrinoTable implements Closeable {
  private static final Set<String> INTEGERS = Set.of("tinyint", "smallint", "integer", "bigint");

  private final TrinoAddress address;
  private final Connection connection;
  private final Map<String, TrinoColumn> columns = new LinkedHashMap<>();
  private final List<String> partitions = new ArrayList<>();
  private final List<Statement> running = new ArrayList<>();

  private TrinoTable(TrinoAddress address, Connection connection) {
    this.address = address;
    this.connection = connection;
  }

  /**
   * @param user where the address names none
   * @param password null for a cluster that asks for none; only by TLS
   * @throws TrinoException when it cannot be reached, or the table is none of flow logs
   */
  public static TrinoTable open(TrinoAddress address, String user, @Nullable String password)
      throws IOException {
    Properties properties = new Properties();
    String named = address.user();
    properties.setProperty("user", named == null ? user : named);
    properties.setProperty("source", "whichhop");
    properties.setProperty("SSL", String.valueOf(address.tls()));
    if (password != null) {
      properties.setProperty("password", password);
    }
    try {
      Connection connection = DriverManager.getConnection(address.jdbcUrl(), properties);
      TrinoTable table = new TrinoTable(address, connection);
      try {
        table.readColumns();
      } catch (SQLException | IOException unreadable) {
        table.close();
        throw unreadable;
      }
      return table;
    } catch (SQLException failed) {
      throw new TrinoException(address, failed);
    }
  }

  /** Columns that only say where a row is stored are no fields of the record. */
  private void readColumns() throws SQLException, TrinoException {
    Map<String, TrinoColumn> fields = new LinkedHashMap<>();
    String name = '"' + address.table().replace("\"", "\"\"") + '"';
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW COLUMNS FROM " + name)) {
      while (rows.next()) {
        String column = rows.getString(1);
        if ("partition key".equals(rows.getString(3))) {
          partitions.add(column);
        } else {
          fields.put(column, new TrinoColumn(column, kind(rows.getString(2))));
        }
      }
    }
    FlowLogFormat format =
        FlowLogFormat.ofNames(String.join(" ", fields.keySet()))
            .orElseThrow(() ->
                new TrinoException(
                    address
                        + ": expected a table of flow logs (srcaddr, dstaddr, …), found the"
                        + " columns "
                        + String.join(", ", fields.keySet())));
    List<String> discovered = format.discoveredFields();
    List<TrinoColumn> inOrder = List.copyOf(fields.values());
    for (int i = 0; i < inOrder.size(); i++) {
      columns.put(discovered.get(i), inOrder.get(i));
    }
  }

  private static TrinoColumn.Kind kind(String type) {
    String plain = type.toLowerCase(Locale.ROOT);
    if (INTEGERS.contains(plain)) {
      return TrinoColumn.Kind.INTEGER;
    }
    return plain.startsWith("varchar") ? TrinoColumn.Kind.TEXT : TrinoColumn.Kind.OTHER;
  }

  /** The columns by the names that the language gives the fields, in the order of the table. */
  Map<String, TrinoColumn> columns() {
    return columns;
  }

  /** The names that the language gives the fields of its records. */
  public Set<String> fields() {
    return Set.copyOf(columns.keySet());
  }

  /** The columns that say in which folder a row is stored. */
  List<String> partitions() {
    return partitions;
  }

  public TrinoAddress address() {
    return address;
  }

  /** The rows of a time, as a file that has the names of the fields in its first line. */
  public LogFile file(Interval interval) {
    return file(TrinoRows.of(this, interval));
  }

  LogFile file(TrinoRows rows) {
    return new LogFile(address.toString(), null, -1, LogKind.TEXT, rows);
  }

  /** A statement over the rows of the table. */
  Select select(List<Select.Item> items, @Nullable Sql where, List<Sql> groups) {
    return new Select(
        items, new Select.Named(address.table(), false), where, groups, List.of(), null);
  }

  /** Runs a statement; its rows come while they are read, and closing them ends it. */
  ResultSet run(Select select) throws TrinoException {
    try {
      Statement statement = connection.createStatement();
      statement.closeOnCompletion();
      synchronized (running) {
        running.add(statement);
      }
      return statement.executeQuery(new TrinoPrinter().print(select));
    } catch (SQLException failed) {
      throw new TrinoException(address, failed);
    }
  }

  /** Tells the cluster to stop what it still computes for us. */
  public void cancel() {
    synchronized (running) {
      for (Statement statement : running) {
        try {
          statement.cancel();
        } catch (SQLException _) {
          // It has ended, or the cluster notices by itself that nobody fetches rows.
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException failed) {
      throw new TrinoException(address, failed);
    }
  }
}
