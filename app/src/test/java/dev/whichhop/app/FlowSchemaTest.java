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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers of the flow-log commands keep their schema. */
final class FlowSchemaTest {
  private static final String PEERED = "../examples/peered-vpcs/evidence";
  private static final String DESCRIBED =
      "../evidence/src/test/resources/fixtures/aws/flow-logs.json";

  private static Schema schema;

  @TempDir private Path folder;

  @BeforeAll
  static void load() throws IOException {
    try (InputStream text = FlowSchemaTest.class.getResourceAsStream("report/flows.schema.json")) {
      assertThat(text).isNotNull();
      schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(new String(text.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    }
  }

  private static void keeps(List<String> arguments) {
    List<String> json = new ArrayList<>(arguments);
    json.addAll(List.of("-o", "json"));
    Run run = Run.of(json.toArray(String[]::new));
    assertThat(run.out()).as(run.err()).startsWith("{");
    assertThat(schema.validate(run.out(), InputFormat.JSON)).as(arguments.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flows matrix --from 10.0.0.0/16 --to 10.1.0.0/16 " + PEERED,
        "flows matrix --from 192.0.2.0/24 --to 198.51.100.0/24 " + PEERED,
        "flows rejects " + PEERED,
        "flows zones " + PEERED,
        "flows zones --since 2026-09-21T14:15:00Z " + PEERED,
        "flows status " + DESCRIBED,
        "flows status " + PEERED,
        "flows reach 10.0.1.10 10.1.1.20 --port 443 " + PEERED,
        "flows reach i-a1 i-b1 --port 8443 " + PEERED + "/aws",
        "flows reach i-a1 192.0.2.7 --port 443 " + PEERED + "/aws",
        "flows why-empty --address 10.0.1.11 " + PEERED,
        "flows why-empty --log-group /aws/vpc/flowlogs " + PEERED + " " + DESCRIBED,
      })
  void keepTheContract(String command) {
    keeps(List.of(command.split(" ")));
  }

  @Test
  void realRecordsKeepIt() {
    Path samples = Path.of("../../shared/facts/flowlog-samples.txt");
    assumeTrue(Files.exists(samples), "the shared samples are not beside this clone");
    keeps(List.of("flows", "matrix", "--from", "10.0.0.0/8", "--to", "0.0.0.0/0", "" + samples));
    keeps(List.of("flows", "rejects", "" + samples));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "filter srcAddr like '10.0.0.0/8'",
        "stats count(*) by srcAddr | limit 10",
        "fields @timestamp, noSuchField | filter tcpFlags = 2",
      })
  void queriesKeepIt(String query) {
    keeps(List.of("flows", "lint", query));
    keeps(List.of("flows", "query", query, PEERED));
  }

  @Test
  void damagedRecordsKeepIt() throws IOException {
    Path file = folder.resolve("damaged.log");
    Files.writeString(
        file,
        """
        version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status
        2 111122223333 eni-1 10.0.1.5 10.1.2.9 41000 443 6 3 180 1764300000 1764300060 REJECT OK
        2 111122223333 eni-1 10.0.1.5 10.1.2.9 41000 443
        2 111122223333 eni-1 - - - - - - - 1764300060 1764300120 - SKIPDATA
        2 111122223333 eni-1 10.0.1.5 10.1.2.9 - - 1 1 84 1764300000 1764300060 ACCEPT OK
        """);
    keeps(
        List.of(
            "flows", "matrix", "--from", "10.0.0.0/16", "--to", "10.1.0.0/16", file.toString()));
    keeps(List.of("flows", "rejects", file.toString()));
    keeps(List.of("flows", "query", "stats count(*) by action", file.toString()));
  }

  /** The schema would say yes to everything if its kinds were open. */
  @Test
  void anUnknownFieldBreaksIt() {
    Run run = Run.of("flows", "why-empty", "--address", "10.0.1.11", PEERED, "-o", "json");
    String more = run.out().replaceFirst("\\{", "{\"more\":1,");
    assertThat(schema.validate(more, InputFormat.JSON)).isNotEmpty();
  }
}
