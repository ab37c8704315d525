package dev.whichhop.flows.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {
  @TempDir private Path folder;

  private Resources resources() {
    return new Resources(2, 100L << 20, folder.resolve("spill"), 1L << 30);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM read_csv('FOLDER/secret')",
        "SELECT * FROM read_text('FOLDER/secret')",
        "SELECT * FROM read_blob('FOLDER/secret')",
        "SELECT * FROM 'FOLDER/secret.csv'",
        "SELECT * FROM glob('FOLDER/*')",
        "SELECT * FROM sniff_csv('FOLDER/secret')",
        "SELECT * FROM read_parquet('FOLDER/secret')",
        "SELECT * FROM read_json('http://127.0.0.1:9/')",
        "COPY (SELECT 1) TO 'FOLDER/written'",
        "COPY (SELECT 1) TO '/dev/stdout'",
        "EXPORT DATABASE 'FOLDER/written'",
        "IMPORT DATABASE 'FOLDER'",
        "ATTACH 'FOLDER/written'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "LOAD 'FOLDER/secret'",
        "SET memory_limit = '10GB'",
        "SET threads = 64",
        "RESET memory_limit",
        "PRAGMA memory_limit = '10GB'",
        "SET temp_directory = 'FOLDER'",
        "SET allowed_paths = ['FOLDER/secret']",
        "SET allowed_directories = ['FOLDER']",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "PRAGMA enable_profiling",
        "CALL enable_logging(storage = 'file')",
        "SELECT getenv('HOME')",
        "CREATE SECRET one (TYPE s3)"
      })
  void statementsReachNothingOutside(String statement) throws SQLException, IOException {
    Files.writeString(folder.resolve("secret"), "a,b\n1,2\n");
    Files.writeString(folder.resolve("secret.csv"), "a,b\n1,2\n");

    try (Database database = Database.open(resources())) {
      assertThatThrownBy(() -> run(database, statement.replace("FOLDER", folder.toString())))
          .isInstanceOf(SQLException.class);
    }

    assertThat(folder.resolve("written")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM read_csv('FOLDER/other')",
        "SELECT * FROM read_parquet('FOLDER/*.parquet')",
        "COPY (SELECT 2) TO 'FOLDER/one.parquet' (FORMAT parquet)",
        "COPY (SELECT 2) TO 'FOLDER/two.parquet' (FORMAT parquet, USE_TMP_FILE false)"
      })
  void oneFileIsReadAndNoOther(String statement) throws SQLException, IOException {
    Path file = folder.resolve("one.parquet");
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement writing = connection.createStatement()) {
      writing.execute("COPY (SELECT 1 AS a) TO '" + file + "' (FORMAT parquet)");
    }
    Files.writeString(folder.resolve("other"), "a,b\n1,2\n");
    byte[] before = Files.readAllBytes(file);

    try (Database database = Database.reading(resources(), file.toString())) {
      assertThat(run(database, "SELECT a FROM read_parquet('" + file + "')")).isEqualTo("1");
      assertThatThrownBy(() -> run(database, statement.replace("FOLDER", folder.toString())))
          .isInstanceOf(SQLException.class);
    }

    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void whatDoesNotFitIsSpilledIntoItsFolderAndRemoved() throws SQLException {
    try (Database database = Database.open(resources())) {
      String groups =
          "SELECT count(*) FROM (SELECT repeat('a', 50) || i AS v, count(*) FROM range(3000000)"
              + " t(i) GROUP BY v)";

      assertThat(run(database, groups)).isEqualTo("3000000");
      assertThat(folder.resolve("spill")).exists();
    }

    assertThat(folder.resolve("spill")).doesNotExist();
  }

  @Test
  void memoryAndDiskAreLimited() throws SQLException {
    Resources small = new Resources(1, 64L << 20, folder.resolve("spill"), 1L << 20);
    try (Database database = Database.open(small)) {
      assertThatThrownBy(
              () -> run(database, "SELECT length(string_agg(repeat('a', 99))) FROM range(9999999)"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("Out of Memory");
    }
  }

  private static String run(Database database, String text) throws SQLException {
    try (Statement statement = database.connection().createStatement();
        ResultSet rows = statement.executeQuery(text)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }
}
