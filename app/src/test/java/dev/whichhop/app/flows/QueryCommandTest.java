package dev.whichhop.app.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whichhop.app.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of AWS' own examples; what is expected was counted by hand. */
class QueryCommandTest {
  private static final String RECORDS =
      """
      2 123456789010 eni-1235b8ca123456789 172.31.16.139 172.31.16.21 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK
      2 123456789010 eni-1235b8ca123456789 172.31.9.69 172.31.9.12 49761 3389 6 20 4249 1418530010 1418530070 REJECT OK
      2 123456789010 eni-11111111aaaaaaaaa - - - - - - - 1431280876 1431280934 - SKIPDATA
      broken
      """;

  @TempDir private Path folder;
  private String log = "";

  @BeforeEach
  void write() throws IOException {
    log = Files.writeString(folder.resolve("a.log"), RECORDS).toString();
  }

  @Test
  void printsRowsAndWhatTheyRestOn() {
    Run run =
        Run.of(
            "flows", "query", "filter action = 'REJECT' | stats sum(bytes) as b by srcAddr", log);

    assertThat(run.status()).isZero();
    assertThat(run.out().lines()).containsExactly("srcAddr      b", "172.31.9.69  4249");
    assertThat(run.err())
        .contains("1 rows; 1 of 3 events matched.")
        .contains("(aggregates-skip-text)")
        .contains("1 records say SKIPDATA")
        .contains("1 damaged lines, the first at " + log + ":4");
  }

  @Test
  void bothEnginesGiveTheSameCsv() {
    String query = "fields srcAddr, dstPort | sort dstPort";
    Run duckDb = Run.of("flows", "query", query, log, "-o", "csv");
    Run reference = Run.of("flows", "query", query, log, "-o", "csv", "--engine", "reference");

    assertThat(duckDb.out().lines())
        .containsExactly("srcAddr,dstPort", "-,-", "172.31.16.139,22", "172.31.9.69,3389");
    assertThat(reference.out()).isEqualTo(duckDb.out());
    assertThat(Run.of("flows", "query", query, log, "--compare").out())
        .startsWith("3 rows, the same from both engines.");
  }

  @Test
  void refusesWhatRestsOnAssumptionsWhenStrict() {
    Run run = Run.of("flows", "query", "stats sum(bytes)", log, "--strict");

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("aggregates-skip-text");
  }

  @Test
  void showsWhereAQueryIsWrong() {
    Run run = Run.of("flows", "query", "fields srcAddr | limt 3", log);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("'limt' is no command").contains("did you mean limit?");
  }

  @Test
  void saysThatThereWasNoEvent() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.log"), "");

    assertThat(Run.of("flows", "query", "stats count(*)", empty.toString()).status()).isEqualTo(3);
  }

  /** A count of what nobody could read would look like an answer. */
  @Test
  void whatWasNotReadIsNotCounted() throws IOException {
    String binary = Files.write(folder.resolve("a.bin"), new byte[] {0, 1, 2, 3}).toString();
    for (String command : List.of("query", "chart")) {
      Run run = Run.of("flows", command, "stats count(*) as n by bin(5m)", binary);
      assertThat(run.status()).isEqualTo(4);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("a.bin", "neither text, gzip nor Parquet");
    }
    assertThat(Run.of("flows", "query", "stats count(*)", binary, "-o", "json").out()).isEmpty();
  }
}
