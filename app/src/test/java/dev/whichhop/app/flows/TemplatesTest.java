package dev.whichhop.app.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.whichhop.app.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code flows alarm} and {@code flows dashboard} print, judged by the tools it is for. */
final class TemplatesTest {
  private static final Path TOOLS = Path.of("../target/python-tools/bin");

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it before the tests.
  private Path folder;

  static Stream<String> commands() {
    return Stream.of(
        "flows alarm --log-group /vpc/flows --threshold 50 --email team@example.com",
        "flows alarm --log-group /vpc/flows --on rejects --threshold 1 --from 10.0.0.0/14"
            + " --to 10.1.2.3 --port 5432 --topic arn:aws:sns:eu-west-1:123456789012:night",
        "flows dashboard --log-group /vpc/flows --region eu-west-1",
        "flows dashboard --log-group /vpc/flows --region eu-west-1 --from 10.0.0.0/16"
            + " --to 10.1.0.0/16");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void cloudFormationIsAccepted(String command) throws Exception {
    tool("cfn-lint", printed(command, "cloudformation"));
    String made = tool("python", resource("apply_template.py"), printed(command, "cloudformation"));
    assertThat(made)
        .contains(
            command.contains("alarm") ? "flow-logs-vpc-flows-rejects" : "flow-logs-vpc-flows");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void terraformIsOfItsLanguage(String command) throws Exception {
    Path file = printed(command, "terraform");
    assertThat(tool("hcl2tojson", file))
        .contains(
            command.contains("alarm") ? "aws_cloudwatch_metric_alarm" : "aws_cloudwatch_dashboard");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void commandsAreOfTheShell(String command) throws Exception {
    Process shell =
        new ProcessBuilder("sh", "-n", printed(command, "cli").toString()).inheritIO().start();
    assertThat(shell.waitFor()).isZero();
  }

  @Test
  void whatIsWrongIsSaidWithTheReason() {
    Run threshold = Run.of("flows", "alarm", "--log-group", "x");
    assertThat(threshold.status()).isEqualTo(2);
    assertThat(threshold.err()).contains("--threshold is needed");
    Run network =
        Run.of("flows", "alarm", "--log-group", "x", "--threshold", "1", "--from", "10.0.0.0/9x");
    assertThat(network.status()).isEqualTo(2);
    assertThat(network.err()).contains("10.0.0.0/9x is no network");
    assertThat(
            Run.of("flows", "dashboard", "--log-group", "x", "--region", "r", "--to", "shop").err())
        .contains("shop is no network");
  }

  private Path printed(String command, String format) throws IOException {
    List<String> arguments = new ArrayList<>(Arrays.asList(command.split(" ")));
    arguments.addAll(List.of("-o", format));
    Run run = Run.of(arguments.toArray(String[]::new));
    assertThat(run.status()).as(run.err()).isZero();
    return Files.writeString(folder.resolve("printed." + format), run.out());
  }

  private Path resource(String name) throws IOException {
    try (InputStream text = TemplatesTest.class.getResourceAsStream(name)) {
      return Files.write(folder.resolve(name), text.readAllBytes());
    }
  }

  /** What the tool prints; it must be content. */
  private static String tool(String name, Path... arguments) throws Exception {
    Path program = TOOLS.resolve(name);
    assumeTrue(Files.isExecutable(program), name + " is not there: sh dist/python-tools.sh");
    List<String> command = new ArrayList<>(List.of(program.toAbsolutePath().toString()));
    for (Path argument : arguments) {
      command.add(argument.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
