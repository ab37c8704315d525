package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A dump of the proxy's configuration that is larger than any text that is held as a whole, beside
 * an incident: the verdict is that of the incident with a small one.
 */
final class LargeEvidenceTest {
  private static final Path INCIDENT =
      Path.of("src/test/resources/fixtures/verdicts/circuit-breaker-overflow/rule-for-one-service");

  /** Each is about 2 kB, so that the many are more than 64 MiB. */
  private static final int FEW = 2;

  private static final int MANY = 36_000;

  @TempDir private Path folder;

  @Test
  void theVerdictDoesNotDependOnTheSizeOfADump() throws IOException {
    JsonNode small = causes("small", "config_dump.json", FEW);
    assertThat(small).isNotEmpty();
    assertThat(causes("large", "config_dump.json", MANY)).isEqualTo(small);
    assertThat(causes("packed", "config_dump.json.gz", MANY)).isEqualTo(small);
  }

  private JsonNode causes(String name, String dump, int clusters) throws IOException {
    Path evidence = Files.createDirectories(folder.resolve(name));
    try (var files = Files.list(INCIDENT)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, evidence.resolve(file.getFileName()));
      }
    }
    try (OutputStream file = Files.newOutputStream(evidence.resolve(dump));
        OutputStream out = dump.endsWith(".gz") ? new GZIPOutputStream(file) : file;
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
      write(clusters, text);
    }
    Run run = Run.of("diagnose", evidence.toString(), "-o", "json");
    JsonNode diagnosis = new ObjectMapper().readTree(run.out());
    assertThat(diagnosis.at("/inputs"))
        .anySatisfy(input -> {
          assertThat(input.at("/file").asString()).isEqualTo(dump);
          assertThat(input.at("/format").asString()).isEqualTo("envoy-config-dump");
        });
    return diagnosis.at("/causes");
  }

  private static void write(int clusters, Writer to) throws IOException {
    to.write(
        """
        {
         "configs": [
          {
           "@type": "type.googleapis.com/envoy.admin.v3.ClustersConfigDump",
           "dynamic_active_clusters": [\
        """);
    String padding = "x".repeat(1_700);
    for (int i = 0; i < clusters; i++) {
      to.write(
          """
          %s
            {
             "cluster": {
              "@type": "type.googleapis.com/envoy.config.cluster.v3.Cluster",
              "name": "outbound|80||innocent-%d.elsewhere.svc.cluster.local",
              "type": "EDS",
              "connect_timeout": "10s",
              "metadata": {"filter_metadata": {"istio": {"note": "%s"}}}
             }
            }\
          """
              .formatted(i == 0 ? "" : ",", i, padding));
    }
    to.write("\n   ]\n  }\n ]\n}\n");
  }
}
