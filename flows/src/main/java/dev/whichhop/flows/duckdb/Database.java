package dev.whichhop.flows.duckdb;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunctionBuilder;

/**
 * An empty DuckDB in memory, shut off: its statements can read and write no files (but those that
 * it spills itself), load no extensions, attach no databases and change no settings.
 *
 * <p>What users write only ever becomes a literal of a statement; this holds even if that fails.
 */
public final class Database implements AutoCloseable {
  private final DuckDBConnection connection;
  private final JavaFunctions functions;
  private int tables;

  private Database(DuckDBConnection connection) {
    this.connection = connection;
    this.functions = new JavaFunctions(connection);
  }

  /**
   * @throws SQLException when DuckDB has no library for this platform or does not start
   */
  public static Database open(Resources resources) throws SQLException {
    Properties settings = settings(resources);
    // Rows carry their order with them where it matters.
    settings.setProperty("preserve_insertion_order", "false");
    Database database = open(settings, "[]");
    Conversions.addTo(database.functions);
    return database;
  }

  /**
   * One that can also read a file. DuckDB would let a statement write there too, so nothing that a
   * user wrote may reach this one, not even as a literal. Results are handed on while they are
   * read, in the order of the file, so by one thread.
   */
  static Database reading(Resources resources, String file) throws SQLException {
    Properties settings = settings(resources.withOneThread());
    settings.setProperty("preserve_insertion_order", "true");
    settings.setProperty("jdbc_stream_results", "true");
    return open(settings, "['" + file.replace("'", "''") + "']");
  }

  private static Properties settings(Resources resources) {
    Properties settings = new Properties();
    settings.setProperty("threads", String.valueOf(resources.threads()));
    settings.setProperty("memory_limit", bytes(resources.memory()));
    settings.setProperty("temp_directory", resources.spill().toString());
    settings.setProperty("max_temp_directory_size", bytes(resources.disk()));
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("allow_community_extensions", "false");
    return settings;
  }

  private static Database open(Properties settings, String readable) throws SQLException {
    DuckDBConnection connection =
        DriverManager.getConnection("jdbc:duckdb:", settings).unwrap(DuckDBConnection.class);
    try (Statement statement = connection.createStatement()) {
      // In this order: what may be read cannot be said any more once nothing can.
      statement.execute("SET allowed_paths = " + readable);
      statement.execute("SET enable_external_access = false");
      statement.execute("SET lock_configuration = true");
    } catch (SQLException unlocked) {
      connection.close();
      throw unlocked;
    }
    return new Database(connection);
  }

  private static String bytes(long bytes) {
    return String.format(Locale.ROOT, "%dB", bytes);
  }

  DuckDBConnection connection() {
    return connection;
  }

  JavaFunctions functions() {
    return functions;
  }

  /** A name that no table function has yet. */
  String newTableName() {
    return "events_" + tables++;
  }

  void add(String name, EventTable table) throws SQLException {
    try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
      builder.withName(name).withProjectionPushdown().withFunction(table).register(connection);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
