package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer keeps the contract: schema, exit status, same bytes again, both languages. */
final class AnswersTest {
  private static final Path EXAMPLES = Path.of("../examples");
  private static final Path EXAM = Path.of("../../shared/exam/cases");

  @SuppressWarnings("NullAway.Init") // JUnit sets it before the tests.
  private static Schema schema;

  @BeforeAll
  static void readSchema() throws IOException {
    try (InputStream text = AnswersTest.class.getResourceAsStream("report/diagnosis.schema.json")) {
      assertThat(text).isNotNull();
      schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(new String(text.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    }
  }

  /** What the schema has to object to in an answer. */
  static List<?> problems(String json) throws IOException {
    readSchema();
    return schema.validate(json, InputFormat.JSON);
  }

  static Stream<Path> evidence() throws IOException {
    return Stream.concat(folders(EXAMPLES), folders(EXAM).map(one -> one.resolve("evidence")));
  }

  private static Stream<Path> folders(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return Stream.empty();
    }
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.filter(Files::isDirectory).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("evidence")
  void keepsTheContract(Path folder) {
    Run json = Run.of("diagnose", folder.toString(), "-o", "json");
    assertThat(schema.validate(json.out(), InputFormat.JSON)).isEmpty();
    assertThat(Run.of("diagnose", folder.toString(), "-o", "json")).isEqualTo(json);
    assertThat(json.status()).isIn(0, 1, 3);
    for (String language : List.of("en", "zh")) {
      Run text = Run.of("diagnose", folder.toString(), "--lang", language);
      assertThat(text.status()).isEqualTo(json.status());
      assertThat(text.out()).isNotBlank().doesNotContain("\u001b");
    }
    Run yaml = Run.of("diagnose", folder.toString(), "-o", "yaml");
    assertThat(yaml.status()).isEqualTo(json.status());
    assertThat(schema.validate(yaml.out(), InputFormat.YAML)).isEmpty();
  }

  @Test
  void theSharedExamIsThere() {
    assumeTrue(
        Files.isDirectory(EXAM), "SKIPPED: no exam cases beside the checkout, " + EXAM.normalize());
    assertThat(EXAM).isDirectoryContaining("glob:**");
  }
}
