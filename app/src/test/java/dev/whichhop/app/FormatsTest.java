package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Every format of diagnose gives the same status and says the same verdict. */
final class FormatsTest {
  private static final Path EXAMPLES = Path.of("../examples");
  private static final List<String> FORMATS =
      List.of("text", "json", "yaml", "markdown", "sarif", "junit", "html");

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> entries = Files.list(EXAMPLES)) {
      return entries.filter(Files::isDirectory).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void sameStatusAndSameBytes(Path folder) {
    int status = Run.of("diagnose", folder.toString()).status();
    for (String format : FORMATS) {
      Run run = Run.of("diagnose", folder.toString(), "-o", format);
      assertThat(run.status()).as(format).isEqualTo(status);
      assertThat(run.out()).as(format).isNotBlank();
      assertThat(Run.of("diagnose", folder.toString(), "-o", format)).as(format).isEqualTo(run);
      assertThat(run.err()).as(format).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void sarifKeepsItsSchema(Path folder) throws IOException {
    Run run = Run.of("diagnose", folder.toString(), "-o", "sarif");
    assertThat(sarifSchema().validate(run.out(), InputFormat.JSON)).isEmpty();
    long errors = levels(run.out()).stream().filter("error"::equals).count();
    assertThat(errors > 0).isEqualTo(run.status() == 1);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void junitFailsWhereTheStatusDoes(Path folder) throws Exception {
    Run run = Run.of("diagnose", folder.toString(), "-o", "junit");
    Document document =
        DocumentBuilderFactory.newDefaultNSInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(run.out().strip().getBytes(StandardCharsets.UTF_8)));
    boolean failed = document.getElementsByTagName("failure").getLength() > 0;
    assertThat(failed).isEqualTo(run.status() != 0);
    assertThat(document.getElementsByTagName("testcase").getLength()).isPositive();
  }

  @Test
  void withoutAVerdictSarifSaysSo(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("curl.txt"), "curl: (52) Empty reply from server\n");
    Run run = Run.of("diagnose", folder.toString(), "-o", "sarif");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out()).contains("\"evidence-missing\"");
    assertThat(levels(run.out())).contains("warning").doesNotContain("error");
  }

  @Test
  void rulesOfSarifAreCodesOfCausesAndChecks() {
    String sarif =
        Run.of("diagnose", EXAMPLES.resolve("keepalive-race").toString(), "-o", "sarif").out();
    assertThat(sarif)
        .contains("\"ruleId\":\"keepalive-idle-race-app\"")
        .contains("partialFingerprints")
        .contains("catalog-7c8d9f6b4-5lqzn_istio-proxy.log");
  }

  @Test
  void theTicketHasVerdictPathEvidenceAndRemedy() {
    Run run = Run.of("diagnose", EXAMPLES.resolve("keepalive-race").toString(), "-o", "markdown");
    assertThat(run.out())
        .startsWith("## FAULT at app")
        .contains("**app (FAULT)**")
        .contains("`evidence/catalog-7c8d9f6b4-5lqzn_istio-proxy.log:9`")
        .contains("```yaml\n")
        .contains("### What to change");
    String chinese =
        Run.of(
                "diagnose",
                EXAMPLES.resolve("keepalive-race").toString(),
                "-o",
                "markdown",
                "--lang",
                "zh")
            .out();
    assertThat(chinese).startsWith("## 故障位于 app").doesNotContain("report.", "html.");
  }

  private static Schema sarifSchema() throws IOException {
    try (InputStream text =
        FormatsTest.class.getResourceAsStream("/schemas/sarif-schema-2.1.0.json")) {
      assertThat(text).isNotNull();
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
          .getSchema(new String(text.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    }
  }

  /** The values of all {@code level} fields. */
  private static List<String> levels(String sarif) {
    List<String> levels = new java.util.ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), sarif)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.PROPERTY_NAME
            && parser.currentName().equals("level")) {
          parser.nextToken();
          levels.add(parser.getString());
        }
      }
    }
    return levels;
  }
}
