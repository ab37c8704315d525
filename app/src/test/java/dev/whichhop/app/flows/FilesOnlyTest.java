package dev.whichhop.app.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.app.Run;
import org.junit.jupiter.api.Test;

/** Where a table of Trino has no place it is refused, and nobody is asked for it. */
final class FilesOnlyTest {
  private static final String TABLE = "trino+http://127.0.0.1:1/hive/logs/flow";

  @Test
  void configurationIsNotInATable() {
    refused(Run.of("flows", "reach", "10.0.1.10", "10.1.1.20", TABLE));
  }

  @Test
  void aLogGroupIsNotATable() {
    String log = "../examples/peered-vpcs/evidence/flow-logs";
    refused(Run.of("flows", "query", "SOURCE 'g' | stats count(*)", log, "--source", "g=" + TABLE));
    refused(Run.of("flows", "query", "stats count(*)", log, "--table", "t=" + TABLE));
  }

  private static void refused(Run run) {
    assertThat(run.status()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains("found the table \"" + TABLE);
    assertThat(run.out()).isEmpty();
  }
}
