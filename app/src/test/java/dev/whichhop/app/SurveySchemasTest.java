package dev.whichhop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The answers of {@code check} and {@code integration} keep their schemas. */
final class SurveySchemasTest {

  static Stream<Path> evidence() throws IOException {
    return CheckCommandTest.evidence();
  }

  @ParameterizedTest
  @MethodSource("evidence")
  void keepTheContract(Path evidence) throws IOException {
    for (String command : new String[] {"check", "integration"}) {
      Run run = Run.of(command, evidence.toString(), "-o", "json");
      assertThat(schema(command).validate(run.out(), InputFormat.JSON)).as(command).isEmpty();
      Run yaml = Run.of(command, evidence.toString(), "-o", "yaml");
      assertThat(schema(command).validate(yaml.out(), InputFormat.YAML)).as(command).isEmpty();
    }
  }

  private static Schema schema(String command) throws IOException {
    String name = "report/" + command + ".schema.json";
    try (InputStream text = SurveySchemasTest.class.getResourceAsStream(name)) {
      assertThat(text).isNotNull();
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(text.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    }
  }
}
