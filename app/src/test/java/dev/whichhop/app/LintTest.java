package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.whichhop.knowledge.KnownFields;
import dev.whichhop.knowledge.Language;
import dev.whichhop.knowledge.LintRules;
import dev.whichhop.knowledge.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code whichhop lint} as a user runs it: formats, exit status, no false alarm. */
final class LintTest {
  private static final Path EXAMPLES = Path.of("../examples");
  private static final Path EXAM = Path.of("../../shared/exam/cases");
  private static final String RUNBOOK = EXAMPLES.resolve("runbook").toString();

  @Test
  void theExampleHasItsMistakes() {
    Run run = Run.of("lint", RUNBOOK);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("runbook.md:5:")
        .contains("empty-reply-blamed-on-pool")
        .contains("wrong-default")
        .contains("top-without-containers")
        .contains("statistics-looked-for-in-proxy-config")
        .contains("curl-exit-code-as-response-code")
        .contains("wildcard-destinationrule")
        .contains("consecutive-errors-removed")
        .contains("delete-without-grace")
        .contains("values.yaml:6:")
        .contains("misplaced-field")
        .contains("sidecar-memory-too-small")
        .doesNotContain("lint.");
    assertThat(Run.of("lint", RUNBOOK)).isEqualTo(run);
    assertThat(Run.of("lint", RUNBOOK, "--lang", "zh").out())
        .contains("应改为")
        .doesNotContain("Instead");
  }

  @Test
  void sarifKeepsItsSchema() throws IOException {
    Run run = Run.of("lint", RUNBOOK, "-o", "sarif");
    try (InputStream schema =
        LintTest.class.getResourceAsStream("/schemas/sarif-schema-2.1.0.json")) {
      assertThat(schema).isNotNull();
      String text = new String(schema.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(
              SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                  .getSchema(text, InputFormat.JSON)
                  .validate(run.out(), InputFormat.JSON))
          .isEmpty();
    }
    assertThat(run.out()).contains("\"ruleId\":\"consecutive-errors-removed\"");
  }

  @Test
  void everyFormatHasTheSameStatus() {
    for (String format : List.of("text", "json", "yaml", "sarif", "junit")) {
      assertThat(Run.of("lint", RUNBOOK, "-o", format).status()).as(format).isEqualTo(1);
    }
    assertThat(Run.of("lint", RUNBOOK, "-o", "junit").out()).contains("<failure");
  }

  @Test
  void failOnSaysFromWhichLevel(@TempDir Path folder) throws IOException {
    Path old =
        Files.writeString(
            folder.resolve("old.yaml"),
            "apiVersion: networking.istio.io/v1alpha3\nkind: Gateway\nmetadata: {name: a}\n");
    assertThat(Run.of("lint", old.toString()).status()).isZero();
    assertThat(Run.of("lint", old.toString(), "--fail-on", "note").status()).isEqualTo(1);
    assertThat(Run.of("lint", old.toString(), "--fail-on", "never").status()).isEqualTo(2);
  }

  @Test
  void whatCannotBeReadIsStatusFour(@TempDir Path folder) throws IOException {
    assertThat(Run.of("lint", folder.resolve("no.yaml").toString()).status()).isEqualTo(4);
    Path binary = Files.write(folder.resolve("b.yaml"), new byte[] {0, 1, 2, 3, 0, 0, 7, 0});
    assertThat(Run.of("lint", binary.toString()).status()).isEqualTo(4);
  }

  @Test
  void hostileTextReachesNoTerminal(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("a.yaml"),
        "apiVersion: networking.istio.io/v1\nkind: Gateway\nspec:\n"
            + "  \"evil\\e[31m\\u202e<script>\": 1\n");
    Files.writeString(
        folder.resolve("b.md"), "\u001b[2J\u202e evil: `maxConnections` (default 1024)\n");
    for (String format : List.of("text", "json", "yaml", "sarif", "junit")) {
      Run run = Run.of("lint", folder.toString(), "-o", format);
      assertThat(run.out())
          .as(format)
          .contains("evil", "wrong-default", "unknown-field")
          .doesNotContain("\u001b", "\u202e");
    }
  }

  @Test
  void explainKnowsTheRules() {
    for (String rule : LintRules.load().keySet()) {
      Run run = Run.of("explain", rule);
      assertThat(run.status()).as(rule).isZero();
      assertThat(run.out()).as(rule).startsWith("# " + rule).doesNotContain("lint." + rule);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyRuleHasItsSentences(Language language) {
    Messages messages = Messages.load(language);
    assertThat(LintRules.load().keySet())
        .allSatisfy(rule -> {
          for (String part : List.of(".title", ".found", ".instead")) {
            assertThat(messages.has("lint." + rule + part)).as(rule + part).isTrue();
          }
        });
  }

  @Test
  void theTablesOfFieldsAreThere() {
    assertThat(KnownFields.load())
        .containsKeys(
            "networking.istio.io/DestinationRule",
            "istio/MeshConfig",
            "serving.knative.dev/Service",
            "gateway.networking.k8s.io/HTTPRoute");
  }

  @Test
  void healthyManifestsAreLeftAlone() throws IOException {
    assertThat(Run.of("lint", EXAMPLES.resolve("healthy").toString(), "--fail-on", "note").out())
        .contains("0 errors, 0 warnings, 0 notes");
    assumeTrue(
        Files.isDirectory(EXAM), "SKIPPED: no exam cases beside the checkout, " + EXAM.normalize());
    List<Path> healthy = new ArrayList<>();
    try (Stream<Path> cases = Files.list(EXAM)) {
      for (Path one : (Iterable<Path>) cases.sorted()::iterator) {
        String truth = Files.readString(one.resolve("truth.json"));
        if (truth.contains("\"kind\": \"healthy\"") || truth.contains("\"kind\":\"healthy\"")) {
          healthy.add(one);
        }
      }
    }
    assertThat(healthy).as("cases whose kind is healthy").isNotEmpty();
    for (Path one : healthy) {
      Run run = Run.of("lint", one.resolve("evidence").toString(), "--fail-on", "note");
      assertThat(run.out()).as(one.toString()).contains("0 errors, 0 warnings, 0 notes");
      assertThat(run.status()).isZero();
    }
  }
}
