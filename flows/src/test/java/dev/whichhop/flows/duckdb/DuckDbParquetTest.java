package dev.whichhop.flows.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.whichhop.flows.input.LogFile;
import dev.whichhop.flows.input.LogKind;
import dev.whichhop.flows.input.Messages;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbParquetTest {
  private static final int ROWS = 500_000;
  private static final Path THREADS = Path.of("/proc/self/task");

  @TempDir private Path folder;

  @Test
  void rowsComeInTheOrderOfTheFile() throws IOException, SQLException {
    try (Messages messages = parquet().open(file(written()))) {
      for (int i = 0; i < ROWS; i++) {
        assertThat(messages.next()).isTrue();
        if (!text(messages).startsWith(i + "-")) { // faster than an assertion for each
          assertThat(text(messages)).startsWith(i + "-");
        }
      }
      assertThat(messages.next()).isFalse();
    }
  }

  /** What is read is not what is kept: the first rows are there before the last ones are. */
  @Test
  void aFileThatBreaksOffGivesItsFirstRows() throws IOException, SQLException {
    Path path = written();
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek(file.length() * 9 / 10);
      file.write(new byte[1 << 16]);
    }

    try (Messages messages = parquet().open(file(path))) {
      assertThat(messages.next()).isTrue();
      assertThat(text(messages)).startsWith("0-");
      assertThatThrownBy(
              () -> {
                while (messages.next()) {}
              })
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("breaks off: ");
    }
  }

  @Test
  void afterAnUnreadableFileNothingIsLeftRunning() throws IOException {
    assumeThat(THREADS).exists();
    Path path = Files.writeString(folder.resolve("bad.parquet"), "PAR1, and nothing else PAR1");
    long before = threads();
    for (int i = 0; i < 50; i++) {
      assertThatThrownBy(() -> parquet().open(file(path)))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("no readable Parquet: ");
    }
    assertThat(threads()).isLessThan(before + 50);
  }

  private static long threads() throws IOException {
    try (Stream<Path> all = Files.list(THREADS)) {
      return all.count();
    }
  }

  private DuckDbParquet parquet() {
    return new DuckDbParquet(new Resources(4, 1L << 30, folder.resolve("spill"), 1L << 30));
  }

  /** Many row groups of texts that cannot be made smaller. */
  private Path written() throws SQLException {
    Path path = folder.resolve("rows.parquet");
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement writing = connection.createStatement()) {
      writing.execute(
          "COPY (SELECT i || '-' || md5(i::VARCHAR) AS message FROM range("
              + ROWS
              + ") t(i)) TO '"
              + path
              + "' (FORMAT parquet, ROW_GROUP_SIZE 20480)");
    }
    return path;
  }

  private static LogFile file(Path path) throws IOException {
    return new LogFile(
        "rows.parquet", path, Files.size(path), LogKind.PARQUET, () -> Files.newInputStream(path));
  }

  private static String text(Messages messages) {
    return new String(
        messages.buffer(),
        messages.from(),
        messages.to() - messages.from(),
        StandardCharsets.UTF_8);
  }
}
