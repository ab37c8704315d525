package dev.whichhop.app.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The alert rules and the dashboard rest on metrics that exist, and say what they are for. */
final class DeploymentFilesTest {
  private static final Path DEPLOY = Path.of("../deploy");
  private static final Path PROMTOOL = Path.of("/usr/bin/promtool");
  private static final Pattern METRIC = Pattern.compile("whichhop_[a-z_]+");

  private static Set<String> metricsIn(String text) {
    Set<String> names = new TreeSet<>();
    Matcher name = METRIC.matcher(text);
    while (name.find()) {
      names.add(name.group());
    }
    return names;
  }

  @Test
  void theyUseMetricsThatAreServed() throws IOException {
    Set<String> served = metricsIn(new Metrics().text());
    for (String file : Set.of("prometheus/whichhop.rules.yaml", "grafana/whichhop.json")) {
      Set<String> used = metricsIn(Files.readString(DEPLOY.resolve(file)));
      assertThat(used).as(file).isNotEmpty();
      assertThat(served).as(file).containsAll(used);
    }
    String page = Files.readString(Path.of("../docs/live.md"));
    assertThat(metricsIn(page)).containsExactlyInAnyOrderElementsOf(served);
  }

  @Test
  void theAlertsFireAsTheySay() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(PROMTOOL), "promtool is not there: apt-get install prometheus");
    for (String[] command :
        new String[][] {
          {"check", "rules", "whichhop.rules.yaml"}, {"test", "rules", "whichhop.rules.test.yaml"}
        }) {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.command().addFirst(PROMTOOL.toString());
      Process process = builder.directory(DEPLOY.resolve("prometheus").toFile()).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
    }
  }
}
