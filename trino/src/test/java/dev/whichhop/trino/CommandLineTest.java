package dev.whichhop.trino;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program itself, as it is shipped, asks a table as it asks a file of the same records. */
class CommandLineTest {
  private static final Path JAR = Path.of("../app/target/whichhop.jar");

  @TempDir private static Path folder;
  private static Lake lake;
  private static Path text;

  private record Answer(int status, String out, String err) {}

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Files.exists(JAR), "SKIPPED: " + JAR + " is not there; ./check packages it first");
    Records records = new Records(11);
    records.writeParquet(Files.createDirectories(folder.resolve("flow")));
    text = Files.writeString(folder.resolve("flow.log"), records.text());
    lake = new Lake(folder);
    lake.execute(Records.table("flow", "local:///flow"));
    lake.execute("CALL system.sync_partition_metadata('logs', 'flow', 'ADD')");
  }

  @AfterAll
  static void stop() {
    if (lake != null) {
      lake.close();
    }
  }

  @Test
  void queriesAnswerTheSame() throws Exception {
    String query = "filter action = \"REJECT\" | stats count(*) as n, sum(bytes) as b by srcAddr";
    Answer ofTable = flows("query", query, lake.address("flow"), "-o", "csv");
    Answer ofText = flows("query", query, text.toString(), "-o", "csv");
    assertThat(ofTable.out()).isEqualTo(ofText.out()).contains("10.0.0.1,");
    assertThat(ofTable.status()).as(ofTable.err()).isZero();
  }

  @Test
  void otherAnswersReadItsRows() throws Exception {
    Answer ofTable = matrix(lake.address("flow"));
    Answer ofText = matrix(text.toString());
    assertThat(ofTable.out()).isEqualTo(ofText.out()).contains("10.0.0.0/8");
    assertThat(ofTable.status()).as(ofTable.err()).isEqualTo(ofText.status());
  }

  private static Answer matrix(String path) throws Exception {
    return flows("matrix", "--from", "10.0.0.0/8", "--to", "172.31.0.0/16", path, "-o", "csv");
  }

  @Test
  void refusalsNameTheTable() throws Exception {
    Answer none = flows("query", "stats count(*)", lake.address("none"));
    assertThat(none.status()).isEqualTo(4);
    assertThat(none.err()).contains("/hive/logs/none").contains("does not exist");

    Answer wrong = flows("query", "stats count(*)", "trino://host/only");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("expected trino://");
  }

  private static Answer flows(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                JAR + ":../app/target/lib/*",
                "dev.whichhop.app.Main",
                "flows"));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    int status = process.waitFor();
    return new Answer(status, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }
}
