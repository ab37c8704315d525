package dev.whichhop.app.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.app.Main;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SDK costs a second of start time, which only they pay who ask AWS. */
final class AwsIsNotLoadedTest {
  private static final String EVIDENCE = "../examples/peered-vpcs/evidence";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "flows query --help",
        "flows rejects " + EVIDENCE,
        "flows query stats\tcount(*) " + EVIDENCE,
        "flows reach 10.0.1.10 10.1.1.20 --port 443 " + EVIDENCE,
        "diagnose ../examples/nlb-hairpin",
      })
  void withoutAnUrl(String command) throws Exception {
    String loaded = classesOf(command);
    assertThat(loaded).contains(Main.class.getName()).doesNotContain("software.amazon.awssdk");
  }

  /** The test can fail: with an URL they are there. */
  @ParameterizedTest
  @ValueSource(strings = "flows rejects s3://flows/ --endpoint-url http://127.0.0.1:1")
  void withAnUrl(String command) throws Exception {
    assertThat(classesOf(command)).contains("software.amazon.awssdk");
  }

  private static String classesOf(String command) throws Exception {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:stdout",
                "-Daws.region=eu-west-1",
                "-Daws.accessKeyId=x",
                "-Daws.secretAccessKey=x",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    line.addAll(List.of(command.split(" ")));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
