package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is missing in a document that was not read to its end may stand in the rest of it. */
final class CutDocumentsTest {
  private static final String SERVICES =
      """
      {"apiVersion": "v1", "kind": "List", "items": [
        {"apiVersion": "v1", "kind": "Service",
         "metadata": {"name": "edge", "namespace": "istio-system"},
         "spec": {"type": "LoadBalancer", "externalTrafficPolicy": "Cluster",
                  "ports": [{"port": 443, "nodePort": 31443}]}}
      """;

  @TempDir private Path folder;

  private String answerTo(String check, String services) throws IOException {
    Files.writeString(folder.resolve("services.json"), services);
    String json = Run.of(folder.toString(), "-o", "json").out();
    int at = json.indexOf("{\"code\":\"" + check + "\"");
    return json.substring(at, json.indexOf('}', at));
  }

  @Test
  void nothingIsAbsentFromAnUnfinishedDocument() throws IOException {
    String check = "external-traffic-policy-local";
    assertThat(answerTo(check, SERVICES + "]}")).contains("\"state\":\"ABSENT\"");
    assertThat(answerTo(check, SERVICES + ",{\"kind\": \"Serv"))
        .contains("\"state\":\"BLIND\"", "\"artefact\":\"whole-documents\"");
  }

  @Test
  void whatIsThereIsFoundAllTheSame() throws IOException {
    String local = SERVICES.replace("\"Cluster\"", "\"Local\"");
    assertThat(answerTo("external-traffic-policy-local", local + ",{\"kind\": \"Serv"))
        .contains("\"state\":\"FOUND\"");
  }
}
